import { type ApproverAnswer, type ApproverQuestion, isLeftOut, refused } from './approver-question.ts';
import { findApprovalUser } from './find-approval-user.ts';

/** One entry for each member, on the level of the member's sequence. The limit type does not matter (domain 4.4). */
export function resolveGroup(question: ApproverQuestion): ApproverAnswer {
  const { group, groupCode, users } = question;
  if (!groupCode) {
    return refused('No user group is named in the options of the workflow. Fill in "userGroup".');
  }
  if (!group) return refused(`There is no user group ${groupCode}. Add it, or change "userGroup" in the workflow.`);
  if (group.members.length === 0) {
    return refused(`User group ${groupCode} has no members. Fill in its "members".`);
  }
  for (const { userId } of group.members) {
    const found = findApprovalUser(users, userId, `Member of user group ${groupCode}:`);
    if (found.kind === 'refused') return found;
  }
  const members = group.members.filter(({ userId }) => !isLeftOut(question, userId));
  if (members.length === 0) {
    return refused(
      `${question.requesterId} asks for the approval, may not approve it in this workflow, and is the only member of user group ${groupCode}. Add others to its "members".`,
    );
  }
  return {
    kind: 'resolved',
    approvers: members
      .map(({ userId, sequence }) => ({ userId, sequence }))
      .sort((left, right) => left.sequence - right.sequence),
  };
}
