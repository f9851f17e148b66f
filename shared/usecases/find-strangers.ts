import type { ItemStore } from '../ports/item-store.ts';
import { memberItems } from '../repositories/company-items.ts';

/** Those of these user ids that are of no member of the company. */
export async function findStrangers(
  { store }: { readonly store: ItemStore },
  company: string,
  userIds: readonly string[],
): Promise<readonly string[]> {
  const members = await Promise.all(userIds.map((userId) => memberItems.get(store, { company, userId })));
  return userIds.filter((_, index) => !members[index]);
}
