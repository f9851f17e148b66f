import { isAbsent } from '../domain/approval/absence.ts';
import type { ApprovalRequest, ApprovalUser } from '../domain/approval/approval.ts';
import type { DelegationLimits } from '../domain/approval/find-delegate.ts';
import { localDay } from '../domain/approval/local-time.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import type { Ports } from '../ports/ports.ts';
import { localeOf } from './locale-of.ts';

/** Who is absent today, where they are, and who may never take over an entry of this request. */
export async function delegationLimits(
  ports: Pick<Ports, 'store' | 'clock'>,
  request: Pick<ApprovalRequest, 'company' | 'senderId' | 'rules'>,
  users: readonly ApprovalUser[],
): Promise<DelegationLimits> {
  const away = users.filter(({ absences = [] }) => absences.length > 0);
  const absentIds = new Set<string>();
  for (const user of away) {
    const { timeZone } = await localeOf(ports, request.company, user.userId);
    if (isAbsent(user, localDay(ports.clock.now(), timeZone))) absentIds.add(user.userId);
  }
  return { absentIds, never: rulesOf(request).requesterMayApprove ? [] : [request.senderId] };
}
