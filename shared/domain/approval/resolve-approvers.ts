import type { ApprovalUser } from './approval.ts';
import { approverAbove, chainAbove, mayNotApproveOwn } from './approver-chain.ts';
import { isSufficient } from './approver-limits.ts';
import { type ApproverAnswer, type ApproverQuestion, inSequence, isLeftOut, refused } from './approver-question.ts';
import { findApprovalUser, findSalesperson } from './find-approval-user.ts';
import { resolveGroup } from './resolve-group.ts';

/** The matrix approver type x limit type of domain 4.4. Every refusal names the user and what is missing. */
export function resolveApprovers(question: ApproverQuestion): ApproverAnswer {
  const requester = findApprovalUser(question.users, question.requesterId, 'The requester');
  if (requester.kind === 'refused') return requester;
  switch (question.approverType) {
    case 'approver':
      return resolveForApprover(question, requester.user);
    case 'salespersonPurchaser':
      return resolveForSalesperson(question, requester.user);
    case 'workflowUserGroup':
      return resolveGroup(question);
  }
}

function resolveForApprover(question: ApproverQuestion, requester: ApprovalUser): ApproverAnswer {
  switch (question.limitType) {
    case 'approverChain':
      return withChain(question, [requester.userId], startOfChain(question, requester));
    case 'directApprover':
      return directApproverOf(question, requester);
    case 'firstQualifiedApprover':
      return firstQualified(question, [requester.userId], startOfChain(question, requester));
    case 'specificApprover':
      return specificApprover(question, []);
  }
}

function resolveForSalesperson(question: ApproverQuestion, requester: ApprovalUser): ApproverAnswer {
  const salesperson = findSalesperson(question);
  if (salesperson.kind === 'refused') return salesperson;
  const { user } = salesperson;
  switch (question.limitType) {
    case 'approverChain':
      return withChain(question, [user.userId], chainBehind(question, user, requester));
    case 'directApprover':
      return isLeftOut(question, user.userId) ? firstAbove(question, user) : inSequence([user.userId]);
    case 'firstQualifiedApprover':
      return isSufficient(user, question.limitKind, question.amountLcy) && !isLeftOut(question, user.userId)
        ? inSequence([user.userId])
        : firstQualified(question, [], startOfChain(question, user));
    case 'specificApprover':
      return specificApprover(question, [user.userId]);
  }
}

/** A chain goes on behind whoever is asked last already. */
function startOfChain({ users, lastCreatedId }: ApproverQuestion, otherwise: ApprovalUser): ApprovalUser {
  return users.find(({ userId }) => userId === lastCreatedId) ?? otherwise;
}

/** The salesperson's own entry is the last one that waits, unless the salesperson is the requester, whose entry is approved at once. */
function chainBehind(question: ApproverQuestion, salesperson: ApprovalUser, requester: ApprovalUser): ApprovalUser {
  return salesperson.userId === requester.userId ? startOfChain(question, requester) : salesperson;
}

/** Those who stand first anyway, then everybody from above `start` up to the first sufficient one. */
function withChain(question: ApproverQuestion, first: readonly string[], start: ApprovalUser): ApproverAnswer {
  const chain = chainAbove(question, start);
  return chain.kind === 'refused' ? chain : asked(question, [...first, ...chain.userIds]);
}

/** Those who stand first anyway, then only the first sufficient one. */
function firstQualified(question: ApproverQuestion, first: readonly string[], start: ApprovalUser): ApproverAnswer {
  const chain = chainAbove(question, start);
  return chain.kind === 'refused' ? chain : asked(question, [...first, ...chain.userIds.slice(-1)]);
}

/** Regardless of limits. An approval administrator without an approver gets the request himself. */
function directApproverOf(question: ApproverQuestion, requester: ApprovalUser): ApproverAnswer {
  const { userId, approverId, administrator } = requester;
  if (!approverId && !administrator) {
    return refused(`${userId} has no approver. Fill in "approverId" in the approval user setup of ${userId}.`);
  }
  const direct = approverId ?? userId;
  if (isLeftOut(question, direct)) return refused(mayNotApproveOwn(userId));
  const found = findApprovalUser(question.users, direct, `The approver of ${userId}`);
  return found.kind === 'refused' ? found : inSequence([direct]);
}

/** The salesperson is the requester, who may not approve: whoever stands above decides. */
function firstAbove(question: ApproverQuestion, user: ApprovalUser): ApproverAnswer {
  const above = approverAbove(question, user, [user.userId]);
  return above.kind === 'refused' ? above : inSequence([above.user.userId]);
}

function specificApprover(question: ApproverQuestion, before: readonly string[]): ApproverAnswer {
  const { specificApproverId } = question;
  if (!specificApproverId) {
    return refused('The specific approver is not named in the options of the workflow. Fill in "specificApproverId".');
  }
  const found = findApprovalUser(question.users, specificApproverId, 'The specific approver');
  return found.kind === 'refused' ? found : asked(question, [...before, specificApproverId]);
}

/** Nobody is asked twice for the same request, and a requester who may not approve is left out. */
function asked(question: ApproverQuestion, userIds: readonly string[]): ApproverAnswer {
  const remaining = [...new Set(userIds)].filter((userId) => !isLeftOut(question, userId));
  return remaining.length > 0 ? inSequence(remaining) : refused(mayNotApproveOwn(question.requesterId));
}
