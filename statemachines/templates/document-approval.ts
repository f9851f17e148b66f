import type { DoStep, Step, WhenStep } from '../../shared/domain/workflow/definition.ts';
import type { Template } from './template.ts';

/** What tells one document approval of Business Central from another (domain 1.2). */
export interface DocumentApproval {
  readonly code: string;
  readonly name: string;
  readonly category: 'PURCHDOC' | 'SALESDOC';
  readonly entity: 'purchaseDocument' | 'salesDocument';
  /** Option value of the document type: `Order`, `Invoice`, ... */
  readonly documentType: string;
  readonly approverType: 'approver' | 'salespersonPurchaser';
  readonly limitType: 'approverChain' | 'directApprover';
}

/** Business Central has no limit of time; ours ends a request that nobody answers. */
const ANSWER_WITHIN = 'P30D';

/** The shape DOC of Business Central's document approvals (domain 1.1), with a limit of time. */
export function documentApproval(parameters: DocumentApproval): Template {
  const { code, name, category, entity, documentType, approverType, limitType } = parameters;
  return {
    code,
    name,
    category,
    description: `A ${name.replace(/ Approval$/, '').toLowerCase()} is restricted and waits until everybody whose approval it needs has approved it; then it is released.`,
    definition: {
      code,
      description: `${name} Workflow`,
      category,
      kind: 'approval',
      priority: 100,
      on: { event: `${entity}.approvalRequested`, where: { record: { documentType, status: 'Open' } } },
      steps: [
        { do: 'approvals.resolve', with: { approverType, limitType } },
        { do: 'records.restrict' },
        { do: 'records.setStatus', with: { status: 'Pending Approval' } },
        { do: 'approvals.create' },
        { do: 'approvals.send' },
        decision(entity, documentType),
      ],
    },
  };
}

const NEXT_APPROVER: readonly Step[] = [{ do: 'approvals.send' }, { goto: 'decision' }];
const ALLOW: DoStep = { do: 'records.allow' };
const REOPEN: DoStep = { do: 'records.reopen' };

/** Rejection keeps the restriction, as in Business Central; the run that asked is over, so a new request replaces it. */
function decision(entity: string, documentType: string): WhenStep {
  return {
    id: 'decision',
    when: [
      {
        event: 'approvalRequest.approved',
        where: { request: { pendingApprovals: '0' } },
        steps: [ALLOW, { do: 'records.release' }],
      },
      { event: 'approvalRequest.approved', where: { request: { pendingApprovals: '>0' } }, steps: NEXT_APPROVER },
      {
        event: 'approvalRequest.rejected',
        steps: [{ do: 'approvals.rejectAll', with: { notifySender: true } }, REOPEN],
      },
      {
        event: `${entity}.approvalCancelled`,
        where: { record: { documentType, status: 'Pending Approval' } },
        steps: [
          { do: 'approvals.cancelAll' },
          ALLOW,
          REOPEN,
          { do: 'notifications.showMessage', with: { text: 'The approval request was cancelled.' } },
        ],
      },
      { event: 'approvalRequest.delegated', steps: NEXT_APPROVER },
    ],
    timeout: {
      after: ANSWER_WITHIN,
      steps: [{ do: 'approvals.cancelAll', with: { notifySender: true } }, ALLOW, REOPEN],
    },
  };
}
