import type { ApprovalEntry, ApprovalRequest } from './approval.ts';
import type { Decision } from './decision.ts';
import { rulesOf } from './request-rules.ts';

/** Somebody who wants to act on an entry. */
export interface WouldDecide {
  readonly decision: Decision;
  readonly userId: string;
  /** The approval administrator of the company. */
  readonly administrator: boolean;
  /** The number that a link was made for; another one means that the entry went to somebody else since. */
  readonly assignment?: number;
  readonly comment?: string;
  /** With `respond`. */
  readonly response?: string;
}

/**
 * `reassigned`: the link is of a former approver. `not-yours`: somebody else's. `own-request`: the requester may not approve here.
 * `other-answers`: the request takes other answers than this one. `not-open`: decided, or not asked yet. `comment-missing`: whoever rejects must say why.
 */
export type Obstacle = 'reassigned' | 'not-yours' | 'own-request' | 'not-open' | 'other-answers' | 'comment-missing';

/** Why somebody may not do this to this entry (domain 4.6): the approver and the administrator decide, the sender too delegates. */
export function obstacleTo(would: WouldDecide, entry: ApprovalEntry, request: ApprovalRequest): Obstacle | undefined {
  const { decision, userId, assignment } = would;
  const rules = rulesOf(request);
  const involved = entry.approverId === userId || (decision === 'delegate' && entry.senderId === userId);
  if (assignment !== undefined && assignment !== entry.assignment) return 'reassigned';
  if (!involved && !would.administrator) return 'not-yours';
  if (decision !== 'delegate' && !rules.requesterMayApprove && entry.senderId === userId) return 'own-request';
  if (entry.status !== 'open' || request.status !== 'pending') return 'not-open';
  if (!isTaken(would, request)) return 'other-answers';
  return decision === 'reject' && rules.commentOnReject && !would.comment ? 'comment-missing' : undefined;
}

/** The same person has decided the same before: a second click, or a first one whose answer was lost. */
export function isRepetition({ decision, userId, assignment, response }: WouldDecide, entry: ApprovalEntry): boolean {
  const sameAssignment = assignment === undefined || assignment === entry.assignment;
  const status = decision === 'approve' ? 'approved' : 'rejected';
  if (decision === 'delegate' || !sameAssignment || entry.decidedBy !== userId) return false;
  return decision === 'respond' ? entry.response === response : entry.response === undefined && entry.status === status;
}

/** Approve and Reject, or one of the responses that the question names instead. */
function isTaken({ decision, response }: WouldDecide, { question }: ApprovalRequest): boolean {
  if (decision === 'delegate') return true;
  const responses = question?.responses;
  return decision === 'respond' ? response !== undefined && responses?.includes(response) === true : !responses;
}
