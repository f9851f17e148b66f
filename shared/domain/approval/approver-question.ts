import type { ApprovalUser } from './approval.ts';
import type { LimitKind } from './approver-limits.ts';
import type { UserGroup } from './user-group.ts';

/** From whom the search for approvers starts (domain 4.4, rows). */
export type ApproverType = 'approver' | 'salespersonPurchaser' | 'workflowUserGroup';

/** Who of those above is asked (domain 4.4, columns). A group ignores it. */
export type ApproverLimitType = 'approverChain' | 'directApprover' | 'firstQualifiedApprover' | 'specificApprover';

/** Everything that decides who has to approve. */
export interface ApproverQuestion {
  readonly approverType: ApproverType;
  readonly limitType: ApproverLimitType;
  /** For `specificApprover`. */
  readonly specificApproverId?: string;
  readonly requesterId: string;
  /** The record's salesperson or purchaser code, for `salespersonPurchaser`. */
  readonly salespersonCode?: string;
  /** The code that the workflow names, for `workflowUserGroup`. */
  readonly groupCode?: string;
  /** The group of that code, where there is one. */
  readonly group?: UserGroup;
  readonly limitKind: LimitKind;
  readonly amountLcy: number;
  /** The approver of the last entry of this run that is not opened yet: a chain goes on from there. */
  readonly lastCreatedId?: string;
  /** Default true, as in Business Central. False: the requester is left out, whoever else that brings in. */
  readonly requesterMayApprove?: boolean;
  readonly users: readonly ApprovalUser[];
}

/** One person to ask. */
export interface ResolvedApprover {
  readonly userId: string;
  /** 1, 2, ...: behind the levels that the request has already. Equal numbers are one level. */
  readonly sequence: number;
}

/** A refusal. Its reason names the user and the field that is missing. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Who is asked, lowest level first. Whoever is the requester is approved at once. */
export type ApproverAnswer = { readonly kind: 'resolved'; readonly approvers: readonly ResolvedApprover[] } | Refused;

/** The requester is in the list and may not be. */
export function isLeftOut(question: Pick<ApproverQuestion, 'requesterId' | 'requesterMayApprove'>, userId: string) {
  return question.requesterMayApprove === false && userId === question.requesterId;
}

/** One level after the other. */
export function inSequence(userIds: readonly string[]): ApproverAnswer {
  return { kind: 'resolved', approvers: userIds.map((userId, index) => ({ userId, sequence: index + 1 })) };
}

export function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}
