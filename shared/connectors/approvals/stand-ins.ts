import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { findDelegate, findSubstitute } from '../../domain/approval/find-delegate.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ItemStore } from '../../ports/item-store.ts';
import { findApprovalUsers } from '../../usecases/approval-setup.ts';
import { delegationLimits } from '../../usecases/delegation-limits.ts';

/**
 * Gives an entry of somebody who is absent today to the substitute; without one who is there it stays where it is. What was meant for
 * somebody who is no longer in the approval user setup goes to the approval administrator.
 */
export async function standIns(
  ports: { store: ItemStore; clock: Clock },
  request: ApprovalRequest,
): Promise<(entry: ApprovalEntry) => ApprovalEntry> {
  const users = await findApprovalUsers(ports, request.company);
  const limits = await delegationLimits(ports, request, users);
  return (entry) => {
    const isThere = users.some(({ userId }) => userId === entry.approverId);
    if (isThere && !limits.absentIds.has(entry.approverId)) return entry;
    const approverId = (isThere ? findSubstitute : findDelegate)(entry.approverId, users, limits);
    if (approverId === undefined) return entry;
    return { ...entry, approverId, standsInFor: entry.approverId, assignment: entry.assignment + 1 };
  };
}
