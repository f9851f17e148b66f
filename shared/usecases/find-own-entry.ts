import type { ApprovalEntry } from '../domain/approval/approval.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { requestItems, requestsOfRecord } from '../repositories/approval-items.ts';
import { loadRequest } from './load-request.ts';

/**
 * The open entry that a person decides from the record's own page. Requests about changed fields are decided by their entry only
 * (domain 4.6): on the page nobody would see which change is meant.
 */
export async function findOwnEntry(
  ports: { store: ItemStore },
  about: { record: RecordKey; userId: string },
): Promise<ApprovalEntry | undefined> {
  const requests = await requestItems.queryAll(ports.store, {
    index: 'relations',
    partition: requestsOfRecord(about.record),
    order: 'descending',
  });
  for (const { value } of requests) {
    if (value.status !== 'pending' || value.aboutChange) continue;
    const loaded = await loadRequest(ports, { company: value.company, requestId: value.id });
    const own = loaded?.entries.find(
      ({ value: entry }) => entry.approverId === about.userId && entry.status === 'open',
    );
    if (own) return own.value;
  }
  return undefined;
}
