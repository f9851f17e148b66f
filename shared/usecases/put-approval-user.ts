import type { ApprovalUser } from '../domain/approval/approval.ts';
import { type BrokenRule, brokenRules } from '../domain/approval/approval-user-rules.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { memberItems } from '../repositories/company-items.ts';
import { changeOfSetup, findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

export type PutApprovalUserResult =
  | { readonly kind: 'saved'; readonly user: ApprovalUser; readonly created: boolean }
  | { readonly kind: 'refused'; readonly rules: readonly BrokenRule[] };

/** Sets up a member as approval user. The rules are judged on everybody's setup, which can not change meanwhile. */
export async function putApprovalUser(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  put: { user: ApprovalUser; actor: string },
): Promise<PutApprovalUserResult> {
  const { user, actor } = put;
  const { company, userId } = user;
  return retryOnConflict(ports, async (): Promise<PutApprovalUserResult> => {
    const change = await changeOfSetup(ports, company);
    const before = await approvalUserItems.get(ports.store, { company, userId });
    if (before && isSame(before.value, user)) return { kind: 'saved', user, created: false };
    const member = await memberItems.get(ports.store, { company, userId });
    const others = (await findApprovalUsers(ports, company)).filter((other) => other.userId !== userId);
    const rules = [...(member ? [] : [noMember(userId)]), ...brokenRules(user, others)];
    if (rules.length > 0 || !member) return { kind: 'refused', rules };
    await ports.store.write([
      approvalUserItems.save(before, user),
      change,
      memberItems.check({ company, userId }, { version: member.version }),
      auditChange(ports, {
        company,
        actor,
        action: before ? 'approvalUser.changed' : 'approvalUser.added',
        subject: `approvalUser/${userId}`,
        details: { ...user } as object as JsonObject,
      }),
    ]);
    return { kind: 'saved', user, created: !before };
  });
}

function noMember(userId: string): BrokenRule {
  return { pointer: '', detail: `${userId} is not a member of the company. Add the member first.` };
}
