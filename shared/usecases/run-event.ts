import { PLATFORM_SOURCE, type RecordEvent } from '../domain/event/event.ts';
import type { Run } from '../domain/run/run.ts';
import type { Change } from '../ports/item-store.ts';
import { decisionGroup, outgoingEvent } from './compose-outbox.ts';

/** An event that only this run hears, to be written with what brought it about. `id` is the same however often that is tried. */
export function runEvent(run: Run, happened: { id: string; type: string; now: string }): Change {
  const { id, type, now } = happened;
  const event: RecordEvent = {
    company: run.company,
    source: PLATFORM_SOURCE,
    id,
    type,
    time: now,
    receivedAt: now,
    ...(run.requestedBy !== undefined && { user: run.requestedBy }),
    record: { ...run.record, fields: {} },
    runId: run.id,
  };
  return outgoingEvent({ event, group: decisionGroup(run.id), order: `check/${id}` });
}
