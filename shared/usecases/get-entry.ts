import type { ApprovalEntry } from '../domain/approval/approval.ts';
import type { Caller } from '../domain/company/caller.ts';
import { maySeeEntry } from '../domain/company/visibility.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { entryItems } from '../repositories/approval-items.ts';

/** An entry that the caller may see. */
export async function getEntry(
  ports: { store: ItemStore },
  caller: Caller,
  entryId: string,
): Promise<ApprovalEntry | undefined> {
  const entry = await entryItems.get(ports.store, { company: caller.company, id: entryId });
  return entry && maySeeEntry(caller, entry.value) ? entry.value : undefined;
}
