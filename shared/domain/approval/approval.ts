import type { Json } from '../json/json.ts';
import type { RecordKey } from '../record/record.ts';
import type { Absence } from './absence.ts';
import type { Question } from './question.ts';
import type { RequestRules } from './request-rules.ts';

/** Business Central's states of an approval entry (domain 4.3). */
export type EntryStatus = 'created' | 'open' | 'approved' | 'rejected' | 'canceled';

/** What a run asks about one record. */
export interface ApprovalRequest {
  readonly company: string;
  /** The run's id: a run asks about one record. Of a question, which may be one of several: the run's id and more. */
  readonly id: string;
  readonly runId: string;
  readonly workflow: string;
  readonly record: RecordKey;
  readonly senderId: string;
  /** Entries that are created or open (Business Central: Pending Approvals). */
  readonly pendingApprovals: number;
  readonly entryCount: number;
  readonly status: 'pending' | 'approved' | 'rejected' | 'canceled';
  readonly amount?: number;
  readonly amountLcy?: number;
  readonly currency?: string;
  /** SHA-256 of the record as it was when approval was asked: what is decided is bound to it. */
  readonly contentHash: string;
  /** The event with the record as everybody was asked about it last; absent: the one that started the run. */
  readonly askedEvent?: { readonly source: string; readonly id: string };
  readonly createdAt: string;
  /** The visit of approvals.create that wrote it last, and how many entries there were before. */
  readonly lastCreation?: { readonly by: string; readonly from: number };
  readonly dueAt: string;
  /** What the workflow and the company say about deciding. Absent: all as in Business Central. */
  readonly rules?: RequestRules;
  /** A step asks this by itself: nothing of what follows a decision about the record follows. */
  readonly question?: Question;
  /** It asks about new values of fields that were taken back (domain 4.9), not about the record. */
  readonly aboutChange?: boolean;
  /** The new values that it asks about. */
  readonly heldChanges?: readonly { readonly field: string; readonly oldValue: Json; readonly newValue: Json }[];
  /** The event of the last thing that a person did to it: until it is handled, the run does not know of it yet. */
  readonly lastEventId?: string;
}

/** One approver's part in a request. */
export interface ApprovalEntry {
  readonly company: string;
  readonly id: string;
  readonly requestId: string;
  readonly runId: string;
  readonly workflow: string;
  readonly record: RecordKey;
  /** Equal numbers are one level; levels open in ascending order. */
  readonly sequence: number;
  readonly approverId: string;
  readonly senderId: string;
  readonly status: EntryStatus;
  /** Counts who has it: 1, and one more with each delegation. A link decides only for the number it was made for. */
  readonly assignment: number;
  readonly createdAt: string;
  /** When it was opened. */
  readonly sentAt?: string;
  readonly dueAt: string;
  readonly decidedAt?: string;
  readonly decidedBy?: string;
  /** The answer to a question that names its own responses. */
  readonly response?: string;
  /** `link`, `api` or `auto`. */
  readonly decidedVia?: 'link' | 'api' | 'auto';
  readonly amount?: number;
  readonly amountLcy?: number;
  readonly currency?: string;
  /** How the approver was found (Business Central: Approval Type and Limit Type). */
  readonly approvalType?: 'approver' | 'salespersonPurchaser' | 'workflowUserGroup';
  readonly limitType?: 'approvalLimits' | 'creditLimits' | 'requestLimits' | 'noLimits';
  readonly salespersonCode?: string;
  readonly documentType?: string;
  readonly documentNo?: string;
  /** The last act of a person on it: tells a write whose answer was lost from somebody else's. */
  readonly decisionId?: string;
  /** The visit of approvals.send that opened it. */
  readonly openedBy?: string;
  /** Whom the approver stands in for: the entry went over when it was opened, because that person was absent. */
  readonly standsInFor?: string;
  /** When the present approver got it: opened, or handed over later. */
  readonly assignedAt?: string;
  /** What happened to it by itself. */
  readonly progress?: EntryProgress;
  /** When the sweep looks at it next. Only while it is open and something can happen to it by itself. */
  readonly nextActionAt?: string;
  readonly comments: readonly EntryComment[];
}

/** What happened to an entry by itself, so that it happens once. */
export interface EntryProgress {
  /** The last reminder of the approver with this assignment. */
  readonly reminded?: { readonly assignment: number; readonly at: string };
  readonly overdueToldAt?: string;
  readonly escalated?: boolean;
  readonly expired?: boolean;
  /** The assignment that nobody could take over. */
  readonly undelegable?: number;
}

export interface EntryComment {
  readonly userId: string;
  readonly text: string;
  /** Name of the blob that holds a long text as a whole; `text` is its beginning then. */
  readonly textBlob?: string;
  readonly at: string;
}

/** True while somebody may still have to act on it. */
export function isPending(entry: Pick<ApprovalEntry, 'status'>): boolean {
  return entry.status === 'created' || entry.status === 'open';
}

/** Approval user setup (domain 4.1). Limits are amounts in local currency; 0 is no authority. */
export interface ApprovalUser {
  readonly company: string;
  readonly userId: string;
  readonly email?: string;
  readonly phone?: string;
  readonly approverId?: string;
  readonly substituteId?: string;
  readonly salespersonCode?: string;
  readonly salesLimit?: number;
  readonly purchaseLimit?: number;
  readonly requestLimit?: number;
  readonly unlimitedSales?: boolean;
  readonly unlimitedPurchase?: boolean;
  readonly unlimitedRequest?: boolean;
  readonly administrator?: boolean;
  /** Days on which requests go to the substitute at once. */
  readonly absences?: readonly Absence[];
}

/** A statement that a record may not be used. At most one per record (domain 4.8). */
export interface Restriction {
  readonly record: RecordKey;
  readonly reason: string;
  readonly workflow: string;
  readonly runId: string;
  readonly at: string;
}
