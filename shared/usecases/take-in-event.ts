import { PLATFORM_SOURCE, type RecordEvent, type StoredEvent, verbOf } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { RecordContent, RecordKey, Snapshot } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { eventItems } from '../repositories/event-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { recordItems } from '../repositories/record-items.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/**
 * Step 1 of dispatch: keeps the event, numbered within its record, together with the new snapshot of the record, in one write.
 * An event that is there already is answered as it stands, so that a repeated delivery goes on where the first one stopped.
 */
export async function takeInEvent(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  event: RecordEvent,
): Promise<Versioned<StoredEvent>> {
  return retryOnConflict(ports, async () => {
    const known = await eventItems.get(ports.store, event);
    if (known) return known;
    const key = recordKeyOf(event);
    const before = await recordItems.get(ports.store, key);
    const stored = numbered(event, before?.value);
    const keepsSnapshot = event.source === PLATFORM_SOURCE || stored.late || isAboutCommand(event);
    await ports.store.write([
      eventItems.create(stored),
      ...(keepsSnapshot ? [] : [recordItems.save(before, snapshotAfter(key, stored, before?.value.deleted))]),
    ]);
    return { value: stored, version: 1 };
  });
}

/** The key of the record that an event is about. */
export function recordKeyOf({ record }: RecordEvent): RecordKey {
  return { company: record.company, source: record.source, entity: record.entity, id: record.id };
}

/** The event with the record as it is after it, and the values before it: the sender's, else those of our snapshot. */
function numbered(event: RecordEvent, snapshot: Snapshot | undefined): StoredEvent {
  const content = isAboutSnapshot(event) ? undefined : event.record;
  const record = { ...recordKeyOf(event), ...mergeContent(snapshot, content) };
  const late = snapshot !== undefined && event.source !== PLATFORM_SOURCE && event.time < snapshot.at;
  const previousFields = previousOf(event, snapshot, late);
  return {
    event: { ...event, record: late ? event.record : record },
    sequence: (snapshot?.sequence ?? 0) + 1,
    status: 'received',
    ...(previousFields && { previousFields }),
    ...(late && { late }),
  };
}

/** Of a late event we know only what the sender says of the time before it. */
function previousOf(event: RecordEvent, snapshot: Snapshot | undefined, late: boolean): JsonObject | undefined {
  if (late) return event.previous?.fields;
  if (!event.previous) return snapshot?.fields;
  return { ...snapshot?.fields, ...event.previous.fields };
}

/** A sender may leave out what did not change: fields are added to what we know, lines are replaced as a whole. */
function mergeContent(
  known: (RecordContent & { linesBlob?: string }) | undefined,
  sent: (RecordContent & { linesBlob?: string }) | undefined,
): RecordContent & { linesBlob?: string } {
  const lines = sent?.lines || sent?.linesBlob ? sent : known;
  const url = sent?.url ?? known?.url;
  return {
    fields: { ...known?.fields, ...sent?.fields },
    ...(lines?.lines && { lines: lines.lines }),
    ...(lines?.linesBlob && { linesBlob: lines.linesBlob }),
    ...(url !== undefined && { url }),
  };
}

/** A record that is deleted stays so when its approval is cancelled behind that. */
function snapshotAfter(key: RecordKey, { event, sequence }: StoredEvent, wasDeleted = false): Snapshot {
  const { fields, lines, linesBlob, url } = event.record;
  const verb = verbOf(event.type);
  return {
    key,
    fields,
    ...(lines && { lines }),
    ...(linesBlob && { linesBlob }),
    ...(url !== undefined && { url }),
    sequence,
    at: event.time,
    ...((verb === 'deleted' || (wasDeleted && verb === 'approvalCancelled')) && { deleted: true }),
  };
}

/** The platform's own events about a record of a source show it as we know it, unless they bring a record of their own. */
function isAboutSnapshot({ source, start, record }: RecordEvent): boolean {
  return source === PLATFORM_SOURCE && !start && record.source !== PLATFORM_SOURCE;
}

/** `command.completed` answers a command; it says nothing about a record's content. */
function isAboutCommand(event: RecordEvent): boolean {
  return event.record.entity === 'command';
}
