import type { RecordContent, RecordKey } from '../record/record.ts';
import type { ApprovalEntry, ApprovalRequest } from './approval.ts';
import type { ContentChange } from './changes-since.ts';

/** Everything that an approver needs to decide, or to understand what became of it. */
export interface ApprovalView {
  readonly entry: ApprovalEntry;
  readonly request: ApprovalRequest;
  /** All entries of the request, in the order of their levels. */
  readonly entries: readonly ApprovalEntry[];
  readonly record: RecordKey & RecordContent;
  /** Names the record as it is shown here: a decision about another content is not taken. */
  readonly contentHash: string;
  /** What changed since approval was asked. */
  readonly changes: readonly ContentChange[];
  /** To whom the entry would go. Absent: it can not be delegated. */
  readonly delegateId?: string;
  readonly language: string;
  readonly timeZone: string;
}
