import type { ApprovalUser } from './approval.ts';
import { isSufficient, type LimitKind } from './approver-limits.ts';

export type ApproverType = 'approver' | 'salespersonPurchaser';
export type ApproverLimitType = 'approverChain' | 'directApprover' | 'firstQualifiedApprover' | 'specificApprover';

export interface ApproverQuestion {
  readonly approverType: ApproverType;
  readonly limitType: ApproverLimitType;
  /** For `specificApprover`. */
  readonly specificApproverId?: string;
  readonly requesterId: string;
  /** The record's salesperson or purchaser code, for `salespersonPurchaser`. */
  readonly salespersonCode?: string;
  readonly limitKind: LimitKind;
  readonly amountLcy: number;
  readonly users: readonly ApprovalUser[];
}

/** Who is asked, in this order. Whoever is the requester is approved at once. */
export type ApproverAnswer =
  | { readonly kind: 'resolved'; readonly approverIds: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

type Found = { kind: 'found'; user: ApprovalUser } | { kind: 'refused'; reason: string };

/** The matrix approver type x limit type of domain 4.4. Every refusal names the user and what is missing. */
export function resolveApprovers(question: ApproverQuestion): ApproverAnswer {
  const requester = userOf(question, question.requesterId, 'The requester');
  if (requester.kind === 'refused') return requester;
  return question.approverType === 'approver'
    ? resolveForApprover(question, requester.user)
    : resolveForSalesperson(question);
}

function resolveForApprover(question: ApproverQuestion, requester: ApprovalUser): ApproverAnswer {
  switch (question.limitType) {
    case 'approverChain':
      return chainFrom(question, requester);
    case 'directApprover':
      return directApproverOf(requester);
    case 'firstQualifiedApprover':
      return firstQualified(question, requester, [requester.userId]);
    case 'specificApprover':
      return specificApprover(question, []);
  }
}

function resolveForSalesperson(question: ApproverQuestion): ApproverAnswer {
  const salesperson = salespersonOf(question);
  if (salesperson.kind === 'refused') return salesperson;
  const { user } = salesperson;
  switch (question.limitType) {
    case 'approverChain':
      return chainFrom(question, user);
    case 'directApprover':
      return { kind: 'resolved', approverIds: [user.userId] };
    case 'firstQualifiedApprover':
      return isSufficient(user, question.limitKind, question.amountLcy)
        ? { kind: 'resolved', approverIds: [user.userId] }
        : firstQualified(question, user, []);
    case 'specificApprover':
      return specificApprover(question, [user.userId]);
  }
}

/** The start itself, then every approver upward until and including the first sufficient one. */
function chainFrom(question: ApproverQuestion, start: ApprovalUser): ApproverAnswer {
  const approverIds = [start.userId];
  let user = start;
  while (!isSufficient(user, question.limitKind, question.amountLcy)) {
    const next = approverAbove(question, user, approverIds);
    if (next.kind === 'refused') return next;
    user = next.user;
    approverIds.push(user.userId);
  }
  return { kind: 'resolved', approverIds };
}

/** Only the first sufficient one above the start, behind those who stand first anyway. */
function firstQualified(question: ApproverQuestion, start: ApprovalUser, first: readonly string[]): ApproverAnswer {
  const chain = chainFrom(question, start);
  if (chain.kind === 'refused') return chain;
  const last = chain.approverIds.at(-1) ?? start.userId;
  return { kind: 'resolved', approverIds: [...new Set([...first, last])] };
}

/** Regardless of limits. An approval administrator without an approver gets the request himself. */
function directApproverOf(requester: ApprovalUser): ApproverAnswer {
  if (requester.approverId) return { kind: 'resolved', approverIds: [requester.approverId] };
  if (requester.administrator) return { kind: 'resolved', approverIds: [requester.userId] };
  return { kind: 'refused', reason: hasNoApprover(requester.userId) };
}

function specificApprover(question: ApproverQuestion, before: readonly string[]): ApproverAnswer {
  const found = userOf(question, question.specificApproverId ?? '', 'The specific approver');
  if (found.kind === 'refused') return found;
  return { kind: 'resolved', approverIds: [...new Set([...before, found.user.userId])] };
}

function approverAbove(question: ApproverQuestion, user: ApprovalUser, soFar: readonly string[]): Found {
  if (!user.approverId) {
    return {
      kind: 'refused',
      reason: `No qualified approver was found for ${question.amountLcy}: the chain ends at ${user.userId}, whose limit is too low and who has no approver. Fill in "approverId" or a higher limit in the approval user setup of ${user.userId}.`,
    };
  }
  if (soFar.includes(user.approverId)) {
    return {
      kind: 'refused',
      reason: `The approver chain runs in a circle: ${[...soFar, user.approverId].join(' > ')}, and nobody in it has a sufficient limit. Change "approverId" of one of them in the approval user setup.`,
    };
  }
  return userOf(question, user.approverId, `The approver of ${user.userId}`);
}

function salespersonOf({ users, salespersonCode }: ApproverQuestion): Found {
  if (!salespersonCode) {
    return {
      kind: 'refused',
      reason: 'The record has no salesperson or purchaser code, and this workflow asks that person.',
    };
  }
  const user = users.find((candidate) => candidate.salespersonCode === salespersonCode);
  return user
    ? { kind: 'found', user }
    : {
        kind: 'refused',
        reason: `Nobody has the salesperson or purchaser code ${salespersonCode}. Fill in "salespersonCode" in the approval user setup of that person.`,
      };
}

function userOf({ users }: ApproverQuestion, userId: string, who: string): Found {
  const user = users.find((candidate) => candidate.userId === userId);
  return user
    ? { kind: 'found', user }
    : {
        kind: 'refused',
        reason: userId
          ? `${who} ${userId} is not in the approval user setup. Add ${userId} there.`
          : `${who} is not named in the options of the workflow. Fill in "specificApproverId".`,
      };
}

function hasNoApprover(userId: string): string {
  return `${userId} has no approver. Fill in "approverId" in the approval user setup of ${userId}.`;
}
