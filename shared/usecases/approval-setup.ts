import type { ApprovalUser } from '../domain/approval/approval.ts';
import type { Change, ItemStore } from '../ports/item-store.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { approvalSetupItems } from '../repositories/approval-setup-items.ts';
import { keyOf } from '../repositories/key-text.ts';

/** The whole approval user setup of a company, read consistently. */
export async function findApprovalUsers(
  ports: { store: ItemStore },
  company: string,
): Promise<readonly ApprovalUser[]> {
  const users = await approvalUserItems.queryAll(ports.store, approvalUsersOf(company));
  return users.map(({ value }) => value);
}

/** Where the approval users of a company lie, by user id. */
export function approvalUsersOf(company: string): { index: 'base'; partition: string } {
  return { index: 'base', partition: keyOf('approvalUser', company) };
}

/** To be written with every change of the setup: of two changes at once, made on the same knowledge, one fails and is judged anew. */
export async function changeOfSetup(ports: { store: ItemStore }, company: string): Promise<Change> {
  const before = await approvalSetupItems.get(ports.store, { company });
  return approvalSetupItems.save(before, { company, changes: (before?.value.changes ?? 0) + 1 });
}
