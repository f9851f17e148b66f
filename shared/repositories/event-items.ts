import type { StoredEvent } from '../domain/event/event.ts';
import type { RecordKey } from '../domain/record/record.ts';
import { defineItemType } from './item-type.ts';
import { duePartition, keyOf, later, NINETY_DAYS, ONLY, recordPartition } from './key-text.ts';

/** How long an event may stay unhandled before the sweep looks at it. */
const LEFT_BEHIND_AFTER_MILLISECONDS = 60_000;

/** A run lasts at most a year (Step Functions), may be retried for two weeks, and may need its events to its end. */
const WITH_A_RUN_MILLISECONDS = 400 * 86_400_000;

/**
 * Events, by sender and the sender's id: the memory that makes a repeated delivery harmless. Kept 90 days; those that started or reached a run 400 days.
 */
export const eventItems = defineItemType<StoredEvent, { company: string; source: string; id: string }>({
  type: 'event',
  key: (id) => ({ partition: keyOf('event', id.company, id.source, id.id), sort: ONLY }),
  idOf: ({ event }) => event,
  indexes: ({ event, status }) => ({
    lists: { partition: eventsOfCompany(event.company), sort: keyOf(event.receivedAt, event.source, event.id) },
    relations: { partition: eventsOfRecord(event.record), sort: keyOf(event.receivedAt, event.id) },
    // What is planned stands on a queue until it is done, and its runs are looked at until they have started.
    ...(status === 'received' && {
      due: {
        partition: duePartition(event.id),
        sort: keyOf(later(event.receivedAt, LEFT_BEHIND_AFTER_MILLISECONDS), 'event', event.id),
      },
    }),
  }),
  expiresAt: ({ event, plan }) => later(event.receivedAt, hasRun(plan) ? WITH_A_RUN_MILLISECONDS : NINETY_DAYS),
});

function hasRun(plan: StoredEvent['plan']): boolean {
  return plan !== undefined && plan.starts.length + plan.deliveries.length > 0;
}

/** The `lists` partition of a company's events. */
export function eventsOfCompany(company: string): string {
  return keyOf('events', company);
}

/** The `relations` partition of the events of one record. */
export function eventsOfRecord(record: RecordKey): string {
  return recordPartition('eventOf', record);
}

/** The part of a list of events that was received in a period, both ends included. */
export function receivedWithin({ since, until }: { since: string; until: string }): { from: string; to: string } {
  // "$" comes right behind the "#" that follows the instant in a key.
  return { from: since, to: `${until}$` };
}
