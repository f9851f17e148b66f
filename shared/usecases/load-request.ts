import type { ApprovalEntry, ApprovalRequest } from '../domain/approval/approval.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { ENTRY_SORT_PREFIX, entryItems, findRequestParts, requestPartition } from '../repositories/approval-items.ts';
import type { Versioned } from '../repositories/item-type.ts';

/** A request with all its entries in the order in which they were made, read consistently. */
export interface LoadedRequest {
  readonly request: Versioned<ApprovalRequest>;
  readonly entries: readonly Versioned<ApprovalEntry>[];
}

/** The request of this id with its entries, or undefined. */
export async function loadRequest(
  ports: { store: ItemStore },
  id: { company: string; requestId: string },
): Promise<LoadedRequest | undefined> {
  const { request, entries } = await findRequestParts(ports.store, id);
  return request && { request, entries };
}

/** The entries of a request, which may be there before the request itself is. */
export async function loadEntries(
  ports: { store: ItemStore },
  id: { company: string; requestId: string },
): Promise<readonly Versioned<ApprovalEntry>[]> {
  return entryItems.queryAll(ports.store, {
    index: 'base',
    partition: requestPartition(id),
    range: { beginsWith: ENTRY_SORT_PREFIX },
  });
}
