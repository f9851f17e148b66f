import type { ApprovalUser } from './approval.ts';

/** To whom an entry goes when its approver delegates it: substitute, else approver's approver, else the administrator (domain 4.6). */
export function findDelegate(approverId: string, users: readonly ApprovalUser[]): string | undefined {
  const approver = users.find((user) => user.userId === approverId);
  const administrator = users.find((user) => user.administrator)?.userId;
  const candidates = [approver?.substituteId, approver?.approverId, administrator];
  return candidates.find((userId) => userId !== undefined && userId !== approverId);
}
