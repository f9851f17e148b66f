import type { ApprovalEntry } from '../domain/approval/approval.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { approvalUserItems, requestItems, requestsOfRecord } from '../repositories/approval-items.ts';
import { loadRequest } from './load-request.ts';

/**
 * The open entry that a person decides from the record's own page. Requests about changed fields are decided by their entry only
 * (domain 4.6), and so are questions of steps: on the page nobody would see which one is meant.
 */
export async function findOwnEntry(
  ports: { store: ItemStore },
  about: { record: RecordKey; userId: string },
): Promise<ApprovalEntry | undefined> {
  for await (const entries of openEntriesAbout(ports, about.record)) {
    const own = entries.find(({ approverId }) => approverId === about.userId);
    if (own) return own;
  }
  return undefined;
}

/** What a person may delegate from there: the own entry, else those that are open of what they have sent; for the administrator all. */
export async function findEntriesToDelegate(
  ports: { store: ItemStore },
  { record, userId }: { record: RecordKey; userId: string },
): Promise<readonly ApprovalEntry[]> {
  const own = await findOwnEntry(ports, { record, userId });
  if (own) return [own];
  const setup = await approvalUserItems.get(ports.store, { company: record.company, userId });
  const isMine = ({ senderId }: ApprovalEntry) => senderId === userId || setup?.value.administrator === true;
  const found: ApprovalEntry[] = [];
  for await (const entries of openEntriesAbout(ports, record)) found.push(...entries.filter(isMine));
  return found;
}

/** Request by request, the newest first. */
async function* openEntriesAbout(
  ports: { store: ItemStore },
  record: RecordKey,
): AsyncGenerator<readonly ApprovalEntry[]> {
  const requests = await requestItems.queryAll(ports.store, {
    index: 'relations',
    partition: requestsOfRecord(record),
    order: 'descending',
  });
  for (const { value } of requests) {
    if (value.status !== 'pending' || value.aboutChange || value.question) continue;
    const loaded = await loadRequest(ports, { company: value.company, requestId: value.id });
    yield (loaded?.entries ?? []).flatMap(({ value: entry }) => (entry.status === 'open' ? [entry] : []));
  }
}
