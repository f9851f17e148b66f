import { verbOf } from '../domain/event/event.ts';
import type { InboxEvent } from '../domain/run/inbox.ts';
import type { Run } from '../domain/run/run.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { eventItems, eventsOfRecord } from '../repositories/event-items.ts';

/** Nobody means more by a wait that is armed again. */
const MOST_EVENTS = 100;

/**
 * What happened to the record of a run since it failed, as far as it would have heard of it; in the order in which it came. A cancelling counts
 * only for a run that is under way.
 */
export async function missedEvents(
  ports: { readonly store: ItemStore },
  { record, endedAt }: Pick<Run, 'record' | 'endedAt'>,
  listensTo: readonly string[],
): Promise<readonly InboxEvent[]> {
  if (endedAt === undefined || listensTo.length === 0) return [];
  const { items } = await eventItems.query(ports.store, {
    index: 'relations',
    partition: eventsOfRecord(record),
    range: { from: endedAt },
    order: 'descending',
    limit: MOST_EVENTS,
  });
  return items
    .map(({ value }) => value.event)
    .filter(({ type, receivedAt, runId }) => receivedAt > endedAt && runId === undefined && listensTo.includes(type))
    .filter(({ type }) => verbOf(type) !== 'approvalCancelled')
    .map(({ source, id, type }) => ({ source, id, type }))
    .toReversed();
}
