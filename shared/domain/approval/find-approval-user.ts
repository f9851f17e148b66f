import type { ApprovalUser } from './approval.ts';
import { type ApproverQuestion, type Refused, refused } from './approver-question.ts';

/** A row of the approval user setup, or why there is none. */
export type FoundUser = { readonly kind: 'found'; readonly user: ApprovalUser } | Refused;

/** The row of a user. `who` says what part the user has: it starts the sentence of the refusal. */
export function findApprovalUser(users: readonly ApprovalUser[], userId: string, who: string): FoundUser {
  const user = users.find((candidate) => candidate.userId === userId);
  return user
    ? { kind: 'found', user }
    : refused(`${who} ${userId} is not in the approval user setup. Add ${userId} there.`);
}

/** The user who stands behind the record's salesperson or purchaser code. */
export function findSalesperson({ users, salespersonCode }: ApproverQuestion): FoundUser {
  if (!salespersonCode) {
    return refused(
      'The record has no salesperson or purchaser code, and this workflow asks that person. Fill in "salespersonCode" or "purchaserCode" on the record.',
    );
  }
  const user = users.find((candidate) => candidate.salespersonCode === salespersonCode);
  return user
    ? { kind: 'found', user }
    : refused(
        `Nobody has the salesperson or purchaser code ${salespersonCode}. Fill in "salespersonCode" in the approval user setup of that person.`,
      );
}
