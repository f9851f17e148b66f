import type { StoredEvent } from '../domain/event/event.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { eventItems, eventsOfCompany, eventsOfRecord, receivedWithin } from '../repositories/event-items.ts';
import { findRecordKeys } from './find-record-keys.ts';
import { type ListPage, type PageRequest, type PartitionQuery, readPage } from './read-page.ts';

export interface EventFilter {
  /** The sender. */
  readonly source?: string;
  /** An id, or `entity/id`. */
  readonly record?: string;
  readonly type?: string;
  /** When they were received, both ends included; as instants are kept. */
  readonly period?: { readonly since: string; readonly until: string };
}

/** One page of a company's events, newest first. */
export async function listEvents(
  ports: { store: ItemStore },
  question: { company: string; filter: EventFilter },
  page: PageRequest,
): Promise<ListPage<StoredEvent>> {
  const { company, filter } = question;
  const keep = ({ event }: StoredEvent): boolean =>
    (filter.source === undefined || event.source === filter.source) &&
    (filter.type === undefined || event.type === filter.type);
  const partitions = await partitionsOf(ports, company, filter);
  return readPage(ports, { type: eventItems, partitions, keep }, page);
}

async function partitionsOf(
  ports: { store: ItemStore },
  company: string,
  { record, period }: EventFilter,
): Promise<readonly PartitionQuery[]> {
  const range = period && receivedWithin(period);
  if (record === undefined) {
    return [{ index: 'lists', partition: eventsOfCompany(company), order: 'descending', ...(range && { range }) }];
  }
  const keys = await findRecordKeys(ports, { company, record });
  return keys.map(
    (key) =>
      ({ index: 'relations', partition: eventsOfRecord(key), order: 'descending', ...(range && { range }) }) as const,
  );
}
