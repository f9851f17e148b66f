import type { LevelRule } from './user-group.ts';

/** Who is told that an entry is overdue. */
export type OverdueReader = 'approver' | 'requester' | 'nextApprover';

/** What becomes of an entry that nobody decided in time. */
export type ExpiryOutcome = 'reject' | 'cancel' | 'approve';

/**
 * What happens to an open entry by itself. Times are date formulas (`2D`, `1W`), counted from the day the present approver got it;
 * expiry and escalation from the day it was sent.
 */
export interface RequestTiming {
  readonly delegateAfter?: string;
  readonly remindAfter?: string;
  /** Then again and again. Absent: once. */
  readonly remindEvery?: string;
  readonly escalateAfter?: string;
  /** Code of a user group. Absent: the approver of the present approver. */
  readonly escalateToGroup?: string;
  readonly expireAfter?: string;
  readonly onExpiry?: ExpiryOutcome;
  /** Absent: no overdue notices by themselves; an empty list too. */
  readonly overdueTo?: readonly OverdueReader[];
}

/** What a workflow, its company and its user group say about deciding one request. */
export interface RequestRules {
  /** False: the requester never decides, in whatever part. */
  readonly requesterMayApprove: boolean;
  readonly commentOnReject: boolean;
  /** Of a user group: members of one level do not hold up the next level (domain 4.5). */
  readonly parallel: boolean;
  /** Levels with a rule of their own, by the sequence of the entries. */
  readonly levels: readonly LevelRule[];
  readonly timing: RequestTiming;
  /** When the record changes while the request is pending: show it to the approver (default), cancel, or ask everybody again. */
  readonly onChange?: 'show' | 'cancel' | 'askAgain';
}

/** Rules of a request that says nothing: Business Central's. */
export const BUSINESS_CENTRAL_RULES: RequestRules = {
  requesterMayApprove: true,
  commentOnReject: false,
  parallel: false,
  levels: [],
  timing: {},
};

/** The rules of a request. */
export function rulesOf(request: { readonly rules?: RequestRules }): RequestRules {
  return request.rules ?? BUSINESS_CENTRAL_RULES;
}

/** True when something can happen to an open entry by itself. */
export function hasTimetable({ timing }: RequestRules): boolean {
  const { delegateAfter, remindAfter, escalateAfter, expireAfter, overdueTo } = timing;
  return [delegateAfter, remindAfter, escalateAfter, expireAfter].some(Boolean) || (overdueTo?.length ?? 0) > 0;
}
