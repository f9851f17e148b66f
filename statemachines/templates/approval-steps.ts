import type { Json } from '../../shared/domain/json/json.ts';
import type { Conditions, DoStep, Step, WhenBranch, WhenStep } from '../../shared/domain/workflow/definition.ts';

/** Business Central has no limit of time; ours ends a request that nobody answers. */
const ANSWER_WITHIN = 'P30D';

export const RESTRICT: DoStep = { do: 'records.restrict' };
export const ALLOW: DoStep = { do: 'records.allow' };
export const REOPEN: DoStep = { do: 'records.reopen' };
export const RELEASE: DoStep = { do: 'records.release' };
export const PENDING: DoStep = { do: 'records.setStatus', with: { status: 'Pending Approval' } };
export const SEND: DoStep = { do: 'approvals.send' };
const REJECT_ALL: DoStep = { do: 'approvals.rejectAll', with: { notifySender: true } };
const CANCEL_ALL: DoStep = { do: 'approvals.cancelAll' };

/** Who is asked, as a template says it. */
export interface Asks {
  readonly approverType: 'approver' | 'salespersonPurchaser' | 'workflowUserGroup';
  readonly limitType: 'approverChain' | 'directApprover';
  /** Default: as Business Central's templates, the requester is told what became of the request. */
  readonly showConfirmation?: boolean;
}

/** The options of `approvals.resolve`. A group is left out: it has to be filled in. */
export function asking({ approverType, limitType, showConfirmation }: Asks): { [option: string]: Json } {
  return {
    approverType,
    ...(approverType !== 'workflowUserGroup' && { limitType }),
    ...(showConfirmation === false && { showConfirmation }),
  };
}

/** Shows a text to the person who acts. */
export function message(text: string): DoStep {
  return { do: 'notifications.showMessage', with: { text } };
}

export const WAS_CANCELLED = message('The approval request was cancelled.');

/** What happens around a request that is asked (domain 1.1): the steps of each branch, and when a cancellation counts. */
export interface Decision {
  readonly onApproved: readonly Step[];
  readonly onRejected: readonly Step[];
  /** Raised when the sender cancels. Absent: it can not be cancelled. */
  readonly cancelEvent?: string;
  readonly cancelWhere?: Conditions;
  readonly onCancelled: readonly Step[];
  /** Behind a cancellation because nobody answered; the same as behind one by the sender when absent. */
  readonly onExpired?: readonly Step[];
}

/** The wait for all approvers: approved, next one, rejected, cancelled, delegated, or nobody in time. */
export function decision(about: Decision): WhenStep {
  const next: readonly Step[] = [SEND, { goto: 'decision' }];
  const cancelled: WhenBranch[] = about.cancelEvent
    ? [
        {
          event: about.cancelEvent,
          ...(about.cancelWhere && { where: about.cancelWhere }),
          steps: [CANCEL_ALL, ...about.onCancelled],
        },
      ]
    : [];
  return {
    id: 'decision',
    when: [
      { event: 'approvalRequest.approved', where: { request: { pendingApprovals: '0' } }, steps: about.onApproved },
      { event: 'approvalRequest.approved', where: { request: { pendingApprovals: '>0' } }, steps: next },
      { event: 'approvalRequest.rejected', steps: [REJECT_ALL, ...about.onRejected] },
      ...cancelled,
      { event: 'approvalRequest.delegated', steps: next },
    ],
    timeout: {
      after: ANSWER_WITHIN,
      steps: [
        { do: 'approvals.cancelAll', with: { notifySender: true } },
        ...(about.onExpired ?? about.onCancelled.filter((step) => step !== WAS_CANCELLED)),
      ],
    },
  };
}
