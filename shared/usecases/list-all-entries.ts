import type { ApprovalEntry } from '../domain/approval/approval.ts';
import { instantOf } from '../ports/clock.ts';
import { InvalidCursorError } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import {
  ENTRY_SORT_PREFIX,
  entryItems,
  requestItems,
  requestPartition,
  requestsOfCompany,
} from '../repositories/approval-items.ts';
import { type ListPage, type PageRequest, readPage } from './read-page.ts';

/** Requests whose entries are looked through for one page. */
const REQUESTS_AT_ONCE = 50;

/** Where a list stands: what is newer than `until` is not in it, so that new requests do not shift it. */
interface Place {
  readonly until: string;
  /** Cursor of the page of requests. */
  readonly requests?: string;
  /** Cursor within the entries of that page. */
  readonly entries?: string;
}

/** One page of a company's entries, those of the newest request first. */
export async function listAllEntries(
  ports: Pick<Ports, 'store' | 'clock'>,
  list: { company: string; keep: (entry: ApprovalEntry) => boolean },
  page: PageRequest,
): Promise<ListPage<ApprovalEntry>> {
  const { company, keep } = list;
  const place = page.cursor === undefined ? { until: instantOf(ports.clock) } : placeOf(page.cursor);
  const requests = await requestItems.query(ports.store, {
    index: 'lists',
    partition: requestsOfCompany(company),
    // `~` sorts behind every id, so that requests of this very moment are in.
    range: { to: `${place.until}~` },
    order: 'descending',
    limit: REQUESTS_AT_ONCE,
    ...(place.requests !== undefined && { cursor: place.requests }),
  });
  const partitions = requests.items.map(({ value }) => ({
    index: 'base' as const,
    partition: requestPartition({ company, requestId: value.id }),
    range: { beginsWith: ENTRY_SORT_PREFIX },
  }));
  const rest = { limit: page.limit, ...(place.entries !== undefined && { cursor: place.entries }) };
  const { items, next } = await readPage(ports, { type: entryItems, partitions, keep }, rest);
  if (next !== undefined) return { items, next: cursorOf({ ...place, entries: next }) };
  if (requests.next === undefined) return { items };
  return { items, next: cursorOf({ until: place.until, requests: requests.next }) };
}

function cursorOf({ until, requests, entries }: Place): string {
  return Buffer.from(JSON.stringify([until, requests ?? null, entries ?? null])).toString('base64url');
}

function placeOf(cursor: string): Place {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [until, requests, entries] = Array.isArray(parts) ? parts : [];
    if (typeof until === 'string' && isCursor(requests) && isCursor(entries)) {
      return { until, ...(requests && { requests }), ...(entries && { entries }) };
    }
  } catch {
    throw new InvalidCursorError('The cursor is not one of ours.');
  }
  throw new InvalidCursorError('The cursor is not one of ours.');
}

function isCursor(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
