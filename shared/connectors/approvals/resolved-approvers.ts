import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import type { RequestRules } from '../../domain/approval/request-rules.ts';

/** What `approvals.resolve` leaves for `approvals.create`. */
export interface ResolvedApprovers {
  /** Sequences count from 1; `create` puts them behind the levels that the request has already. */
  readonly approvers: readonly { readonly userId: string; readonly sequence: number }[];
  readonly requesterId: string;
  /** For those who have no time zone of their own. */
  readonly dueAt: string;
  readonly dueDateFormula?: string;
  readonly approvalType: NonNullable<ApprovalEntry['approvalType']>;
  readonly limitType: NonNullable<ApprovalEntry['limitType']>;
  readonly salespersonCode?: string;
  readonly documentType?: string;
  readonly documentNo: string;
  readonly rules: RequestRules;
  readonly showConfirmation: boolean;
  readonly amount: number;
  readonly amountLcy?: number;
  readonly currency: string;
}
