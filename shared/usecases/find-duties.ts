import type { ApprovalEntry, EntryStatus } from '../domain/approval/approval.ts';
import type { Ports } from '../ports/ports.ts';
import { entriesOfApprover, entryItems, phaseOf } from '../repositories/approval-items.ts';
import { keyOf } from '../repositories/key-text.ts';
import { findApprovalUsers } from './approval-setup.ts';
import { findUserGroups } from './user-groups.ts';

/** Everything that others, or open requests, expect of one person. */
export interface Duties {
  readonly entries: readonly ApprovalEntry[];
  /** Users whose "approverId" the person is. */
  readonly approverOf: readonly string[];
  /** Users whose "substituteId" the person is. */
  readonly substituteOf: readonly string[];
  /** Codes of user groups. */
  readonly groups: readonly string[];
}

/** What somebody else has to take over when this person leaves. */
export async function findDuties(
  ports: Pick<Ports, 'store'>,
  { company, userId }: { company: string; userId: string },
): Promise<Duties> {
  const users = await findApprovalUsers(ports, company);
  const groups = await findUserGroups(ports, company);
  return {
    entries: [
      ...(await entriesWith(ports, { company, userId }, 'open')),
      ...(await entriesWith(ports, { company, userId }, 'created')),
    ],
    approverOf: users.filter(({ approverId }) => approverId === userId).map((user) => user.userId),
    substituteOf: users.filter(({ substituteId }) => substituteId === userId).map((user) => user.userId),
    groups: groups.filter(({ members }) => members.some((member) => member.userId === userId)).map(({ code }) => code),
  };
}

/** The entries of an approver that have a status. */
export async function entriesWith(
  ports: Pick<Ports, 'store'>,
  { company, userId }: { company: string; userId: string },
  status: EntryStatus,
): Promise<readonly ApprovalEntry[]> {
  const found = await entryItems.queryAll(ports.store, {
    index: 'lists',
    partition: entriesOfApprover(company, userId),
    range: { beginsWith: keyOf(phaseOf(status), '') },
  });
  return found.flatMap(({ value }) => (value.status === status ? [value] : []));
}
