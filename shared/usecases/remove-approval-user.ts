import { referencesTo } from '../domain/approval/approval-user-rules.ts';
import { membershipsOf } from '../domain/approval/user-group-rules.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { changeOfSetup, findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { handOverEntries } from './hand-over-entries.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { findUserGroups } from './user-groups.ts';

export type RemoveApprovalUserResult =
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-found' }
  /** Somebody depends on them, or nobody can take their work over. */
  | { readonly kind: 'needed'; readonly reason: string };

type RemovePorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

/**
 * Takes a user out of the approval user setup, after what waits for their decision went to somebody else. Refused while others or groups
 * name the person: POST /members/{userId}/hand-over gives all of it to somebody.
 */
export async function removeApprovalUser(
  ports: RemovePorts,
  input: { company: string; userId: string; actor: string },
): Promise<RemoveApprovalUserResult> {
  const obstacle = await obstacleOf(ports, input);
  if (obstacle) return obstacle;
  const handed = await handOverEntries(ports, input);
  if (handed.kind === 'nobody') return { kind: 'needed', reason: handed.reason };
  return retryOnConflict(ports, async () => {
    const change = await changeOfSetup(ports, input.company);
    return (await obstacleOf(ports, input)) ?? remove(ports, input, change);
  });
}

async function obstacleOf(
  ports: RemovePorts,
  { company, userId }: { company: string; userId: string },
): Promise<Exclude<RemoveApprovalUserResult, { kind: 'removed' }> | undefined> {
  if (!(await approvalUserItems.get(ports.store, { company, userId }))) return { kind: 'not-found' };
  const reasons = [
    ...referencesTo(userId, await findApprovalUsers(ports, company)),
    ...membershipsOf(userId, await findUserGroups(ports, company)),
  ];
  return reasons.length === 0 ? undefined : { kind: 'needed', reason: reasons.join(' ') };
}

async function remove(
  ports: RemovePorts,
  { company, userId, actor }: { company: string; userId: string; actor: string },
  change: Change,
): Promise<RemoveApprovalUserResult> {
  const before = await approvalUserItems.get(ports.store, { company, userId });
  if (!before) return { kind: 'not-found' };
  await ports.store.write([
    approvalUserItems.remove(before),
    change,
    auditChange(ports, { company, actor, action: 'approvalUser.removed', subject: `approvalUser/${userId}` }),
  ]);
  return { kind: 'removed' };
}
