import { dueAtOf } from '../../domain/approval/due-date.ts';
import { approvalPolicyItems } from '../../repositories/approval-policy-items.ts';
import { memberItems } from '../../repositories/company-items.ts';
import type { ActionContext } from '../catalogue/connector.ts';
import type { ResolvedApprovers } from './resolved-approvers.ts';

/** When each approver has to have decided: at the end of the due day where they are, or where the company is. */
export async function dueTimes(
  { run, ports }: ActionContext,
  { approvers, dueAt, dueDateFormula }: ResolvedApprovers,
): Promise<(userId: string) => string> {
  const { company } = run;
  const policy = (await approvalPolicyItems.get(ports.store, { company }))?.value;
  const members = await Promise.all(approvers.map(({ userId }) => memberItems.get(ports.store, { company, userId })));
  const zones = new Map(
    members.flatMap((member) => (member?.value.timeZone ? [[member.value.userId, member.value.timeZone]] : [])),
  );
  return (userId) => {
    const zone = zones.get(userId);
    return zone === undefined ? dueAt : dueAtOf(dueDateFormula, ports.clock.now(), zone, policy);
  };
}
