import type { ApprovalUser } from './approval.ts';
import { isSufficient } from './approver-limits.ts';
import { type ApproverQuestion, isLeftOut, type Refused, refused } from './approver-question.ts';
import { type FoundUser, findApprovalUser } from './find-approval-user.ts';

/** Users from the first above `start` up to and including the first sufficient one. Empty when `start` is sufficient itself. */
export type Chain = { readonly kind: 'chain'; readonly userIds: readonly string[] } | Refused;

/** Goes up from `start` by "approverId". A start that is left out is never sufficient, so at least one other person is found. */
export function chainAbove(question: ApproverQuestion, start: ApprovalUser): Chain {
  const passed = [start.userId];
  let user = start;
  while (!suffices(question, user)) {
    const next = approverAbove(question, user, passed);
    if (next.kind === 'refused') return next;
    user = next.user;
    passed.push(user.userId);
  }
  return { kind: 'chain', userIds: passed.slice(1).filter((userId) => !isLeftOut(question, userId)) };
}

/** A sufficient user who may decide. */
function suffices(question: ApproverQuestion, user: ApprovalUser): boolean {
  return !isLeftOut(question, user.userId) && isSufficient(user, question.limitKind, question.amountLcy);
}

/** The next one up, or why there is none: nobody above, a circle, or somebody without a row. */
export function approverAbove(question: ApproverQuestion, user: ApprovalUser, passed: readonly string[]): FoundUser {
  const { approverId } = user;
  if (!approverId) return refused(endOfChain(question, user));
  if (passed.includes(approverId)) {
    return refused(
      `The approver chain runs in a circle: ${[...passed, approverId].join(' > ')}, and nobody in it has a sufficient limit. Change "approverId" of one of them in the approval user setup.`,
    );
  }
  return findApprovalUser(question.users, approverId, `The approver of ${user.userId}`);
}

function endOfChain(question: ApproverQuestion, { userId }: ApprovalUser): string {
  if (isLeftOut(question, userId)) return mayNotApproveOwn(userId);
  return `No qualified approver was found for ${question.amountLcy}: the chain ends at ${userId}, whose limit is too low and who has no approver. Fill in "approverId" or a higher limit in the approval user setup of ${userId}.`;
}

/** The requester would be the approver, and the workflow forbids that. */
export function mayNotApproveOwn(userId: string): string {
  return `${userId} asks for the approval and may not approve it in this workflow, and there is nobody above. Fill in "approverId" in the approval user setup of ${userId}.`;
}
