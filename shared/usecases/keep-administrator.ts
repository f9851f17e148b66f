import type { Change, ItemStore } from '../ports/item-store.ts';
import { memberItems } from '../repositories/company-items.ts';
import { findMembers } from './list-members.ts';

/**
 * Changes that let a write succeed only while another administrator stays. Two administrators who remove each other at the same time can
 * not both succeed.
 */
export async function checkThatAnAdministratorStays(
  ports: { store: ItemStore },
  member: { company: string; without: string },
): Promise<readonly Change[] | 'nobody-left'> {
  const members = await findMembers(ports, member.company);
  const other = members.find(({ value }) => value.userId !== member.without && value.roles.includes('admin'));
  return other ? [memberItems.check(other.value, { version: other.version })] : 'nobody-left';
}
