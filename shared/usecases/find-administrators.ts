import type { ItemStore } from '../ports/item-store.ts';
import { memberItems } from '../repositories/company-items.ts';
import { keyOf } from '../repositories/key-text.ts';

/** User ids of the members with the role `admin`. */
export async function findAdministrators(ports: { store: ItemStore }, company: string): Promise<readonly string[]> {
  const members = await memberItems.queryAll(ports.store, { index: 'base', partition: keyOf('member', company) });
  return members.filter(({ value }) => value.roles.includes('admin')).map(({ value }) => value.userId);
}
