import type { ApprovalUser } from './approval.ts';

/** Who can not take over just now, and who never can. */
export interface DelegationLimits {
  readonly absentIds: ReadonlySet<string>;
  /** The requester, where the requester may not approve. */
  readonly never: readonly string[];
}

const NO_LIMITS: DelegationLimits = { absentIds: new Set(), never: [] };

/**
 * To whom an entry goes when its approver delegates it: substitute, else the approver's approver, else the administrator (domain 4.6).
 * Whoever is absent is stood in for by the own substitute, and so on. When everybody is absent, somebody absent gets it.
 */
export function findDelegate(
  approverId: string,
  users: readonly ApprovalUser[],
  limits: DelegationLimits = NO_LIMITS,
): string | undefined {
  const approver = users.find((user) => user.userId === approverId);
  const administrator = users.find((user) => user.administrator)?.userId;
  const candidates = [approver?.substituteId, approver?.approverId, administrator].flatMap((userId) => userId ?? []);
  for (const candidate of candidates) {
    const present = presentFrom(candidate, { approverId, users, limits });
    if (present !== undefined) return present;
  }
  return candidates.find((userId) => userId !== approverId && !limits.never.includes(userId));
}

/** Who takes over for an approver that is absent: the first present one along the substitutes. */
export function findSubstitute(
  approverId: string,
  users: readonly ApprovalUser[],
  limits: DelegationLimits,
): string | undefined {
  const substituteId = users.find((user) => user.userId === approverId)?.substituteId;
  return substituteId === undefined ? undefined : presentFrom(substituteId, { approverId, users, limits });
}

/** Along the substitutes, each once, so that a circle of substitutes ends. */
function presentFrom(
  start: string,
  { approverId, users, limits }: { approverId: string; users: readonly ApprovalUser[]; limits: DelegationLimits },
): string | undefined {
  const seen = new Set([approverId]);
  let userId: string | undefined = start;
  while (userId !== undefined && !seen.has(userId)) {
    if (!limits.absentIds.has(userId) && !limits.never.includes(userId)) return userId;
    seen.add(userId);
    const current: string = userId;
    userId = users.find((user) => user.userId === current)?.substituteId;
  }
  return undefined;
}
