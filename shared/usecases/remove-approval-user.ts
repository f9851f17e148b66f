import { referencesTo } from '../domain/approval/approval-user-rules.ts';
import { membershipsOf } from '../domain/approval/user-group-rules.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { changeOfSetup, findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { findUserGroups } from './user-groups.ts';

export type RemoveApprovalUserResult =
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'needed'; readonly reason: string };

/** Takes a user out of the approval user setup, unless somebody's approver or substitute would be missing then. */
export async function removeApprovalUser(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  input: { company: string; userId: string; actor: string },
): Promise<RemoveApprovalUserResult> {
  const { company, userId, actor } = input;
  return retryOnConflict(ports, async (): Promise<RemoveApprovalUserResult> => {
    const change = await changeOfSetup(ports, company);
    const before = await approvalUserItems.get(ports.store, { company, userId });
    if (!before) return { kind: 'not-found' };
    const [reason] = [
      ...referencesTo(userId, await findApprovalUsers(ports, company)),
      ...membershipsOf(userId, await findUserGroups(ports, company)),
    ];
    if (reason !== undefined) return { kind: 'needed', reason };
    await ports.store.write([
      approvalUserItems.remove(before),
      change,
      auditChange(ports, { company, actor, action: 'approvalUser.removed', subject: `approvalUser/${userId}` }),
    ]);
    return { kind: 'removed' };
  });
}
