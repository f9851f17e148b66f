import type { ApprovalPolicy } from '../domain/approval/approval-policy.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalPolicyItems } from '../repositories/approval-policy-items.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

/** What holds for all approvals of a company. Nothing said: all as in Business Central. */
export async function findApprovalPolicy(ports: { store: ItemStore }, company: string): Promise<ApprovalPolicy> {
  return (await approvalPolicyItems.get(ports.store, { company }))?.value ?? { company };
}

/** Says what holds for all approvals of a company from now on. Requests that are open keep what they were asked under. */
export async function putApprovalPolicy(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  put: { policy: ApprovalPolicy; actor: string },
): Promise<ApprovalPolicy> {
  const { policy, actor } = put;
  const { company, ...details } = policy;
  return retryOnConflict(ports, async () => {
    const before = await approvalPolicyItems.get(ports.store, { company });
    if (before && isSame(before.value, policy)) return policy;
    await ports.store.write([
      approvalPolicyItems.save(before, policy),
      auditChange(ports, {
        company,
        actor,
        action: 'approvalPolicy.changed',
        subject: 'approvalPolicy',
        details: details as object as JsonObject,
      }),
    ]);
    return policy;
  });
}
