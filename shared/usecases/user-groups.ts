import type { UserGroup } from '../domain/approval/user-group.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { userGroupItems } from '../repositories/approval-policy-items.ts';
import { keyOf } from '../repositories/key-text.ts';

/** Where the user groups of a company lie, by code. */
export function userGroupsOf(company: string): { index: 'base'; partition: string } {
  return { index: 'base', partition: keyOf('userGroup', company) };
}

/** All user groups of a company, read consistently. */
export async function findUserGroups(ports: { store: ItemStore }, company: string): Promise<readonly UserGroup[]> {
  const groups = await userGroupItems.queryAll(ports.store, userGroupsOf(company));
  return groups.map(({ value }) => value);
}
