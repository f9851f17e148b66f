import { PLATFORM_SOURCE, type RecordEvent, type StoredEvent, verbOf } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { knownFields, type RecordContent, type RecordKey, type Snapshot } from '../domain/record/record.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { eventItems } from '../repositories/event-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { recordItems } from '../repositories/record-items.ts';
import { formerKeyOf } from './rename-record.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** An event with its number and the values before it, and the snapshot of its record that these came from. */
export interface NumberedEvent {
  readonly stored: StoredEvent;
  readonly snapshot: Versioned<Snapshot> | undefined;
}

/** Numbers an event within its record: what it will be kept as, as long as nobody takes in another one of the record. */
export async function numberEvent(ports: Pick<Ports, 'store'>, event: RecordEvent): Promise<NumberedEvent> {
  const snapshot = await recordItems.get(ports.store, recordKeyOf(event));
  const isInUse = snapshot !== undefined && snapshot.value.renamedTo === undefined;
  const former = isInUse ? undefined : formerKeyOf(event);
  const known = former ? (await recordItems.get(ports.store, former))?.value : snapshot?.value;
  const sequence = Math.max(known?.sequence ?? 0, snapshot?.value.sequence ?? 0);
  return { stored: numbered(event, known && { ...known, sequence }), snapshot };
}

/** The change that brings the record's snapshot to where it is after the event; none where the event says nothing new about the record. */
export function changesOfSnapshot({ stored, snapshot }: NumberedEvent): readonly Change[] {
  const { event, late = false, sequence } = stored;
  const isNews = event.source !== PLATFORM_SOURCE && !late && !isAboutCommand(event);
  if (!isNews || (snapshot && snapshot.value.sequence >= sequence)) return [];
  return [recordItems.save(snapshot, snapshotAfter(recordKeyOf(event), stored, snapshot?.value.deleted))];
}

/**
 * Takes an event in that could not be planned, so that it can be seen: the event, and behind it the snapshot of its record. One that is there
 * already is answered as it stands.
 */
export async function takeInEvent(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  event: RecordEvent,
): Promise<Versioned<StoredEvent>> {
  return retryOnConflict(ports, async () => {
    const known = await eventItems.get(ports.store, event);
    if (known) return known;
    const taken = await numberEvent(ports, event);
    await ports.store.writeInOrder([eventItems.create(taken.stored), ...changesOfSnapshot(taken)]);
    return { value: taken.stored, version: 1 };
  });
}

/**
 * The snapshot is written behind the event that it follows. Whoever meets the event again makes sure that it was: no other event of the record
 * is taken in before this one is done.
 */
export async function keepSnapshot(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  { value: stored }: Versioned<StoredEvent>,
): Promise<void> {
  await retryOnConflict(ports, async () => {
    const snapshot = await recordItems.get(ports.store, recordKeyOf(stored.event));
    await ports.store.write(changesOfSnapshot({ stored, snapshot }));
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
  known: Snapshot | undefined,
  sent: (RecordContent & { linesBlob?: string }) | undefined,
): RecordContent & { linesBlob?: string } {
  const lines = sent?.lines || sent?.linesBlob ? sent : known;
  const url = sent?.url ?? known?.url;
  const origin = sent?.origin ?? known?.origin;
  return {
    fields: { ...(known && knownFields(known)), ...sent?.fields },
    ...(lines?.lines && { lines: lines.lines }),
    ...(lines?.linesBlob && { linesBlob: lines.linesBlob }),
    ...(url !== undefined && { url }),
    ...(origin && { origin }),
  };
}

/** A record that is deleted stays so when its approval is cancelled behind that. */
function snapshotAfter(key: RecordKey, { event, sequence }: StoredEvent, wasDeleted = false): Snapshot {
  const { fields, lines, linesBlob, url, origin } = event.record;
  const verb = verbOf(event.type);
  return {
    key,
    fields,
    ...(lines && { lines }),
    ...(linesBlob && { linesBlob }),
    ...(url !== undefined && { url }),
    ...(origin && { origin }),
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
