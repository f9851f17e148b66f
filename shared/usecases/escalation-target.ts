import type { ApprovalEntry, ApprovalRequest } from '../domain/approval/approval.ts';
import { findSubstitute } from '../domain/approval/find-delegate.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import type { Ports } from '../ports/ports.ts';
import { userGroupItems } from '../repositories/approval-policy-items.ts';
import { findApprovalUsers } from './approval-setup.ts';
import { delegationLimits } from './delegation-limits.ts';

/**
 * Who gets an entry that nobody decided: the approver of its approver, or the first member of the group that the workflow names. Whoever is
 * absent is passed over for the substitute, a requester who may not approve for the next one.
 */
export async function escalationTarget(
  ports: Pick<Ports, 'store' | 'clock'>,
  about: { entry: { value: ApprovalEntry }; request: { value: ApprovalRequest } },
): Promise<string | undefined> {
  const { approverId, company } = about.entry.value;
  const request = about.request.value;
  const users = await findApprovalUsers(ports, company);
  const limits = await delegationLimits(ports, request, users);
  const above = users.find((user) => user.userId === approverId)?.approverId;
  const candidates = (await membersOf(ports, company, rulesOf(request).timing.escalateToGroup)) ?? [above];
  for (const candidate of candidates) {
    if (candidate === undefined || candidate === approverId || limits.never.includes(candidate)) continue;
    if (!limits.absentIds.has(candidate)) return candidate;
    const substitute = findSubstitute(candidate, users, limits);
    if (substitute !== undefined && substitute !== approverId) return substitute;
  }
  return candidates.find((id) => id !== undefined && id !== approverId && !limits.never.includes(id));
}

async function membersOf(
  ports: Pick<Ports, 'store'>,
  company: string,
  code: string | undefined,
): Promise<readonly string[] | undefined> {
  const group = code === undefined ? undefined : await userGroupItems.get(ports.store, { company, code });
  return group?.value.members.toSorted((left, right) => left.sequence - right.sequence).map(({ userId }) => userId);
}
