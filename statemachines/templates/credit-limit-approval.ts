import {
  ALLOW,
  type Asks,
  asking,
  decision,
  PENDING,
  RELEASE,
  REOPEN,
  RESTRICT,
  SEND,
  WAS_CANCELLED,
} from './approval-steps.ts';
import type { Template } from './template.ts';

interface CreditLimitApproval extends Asks {
  readonly code: string;
  readonly name: string;
  readonly documentType: 'Invoice' | 'Order';
}

/** Longer than any source takes; the platform itself raises the result of the check. */
const CHECKED_WITHIN = 'P1D';

/** The shape CREDIT (domain 1.1): only a document above the customer's credit limit has to be approved. */
function creditLimitApproval(parameters: CreditLimitApproval): Template {
  const { code, name, documentType } = parameters;
  return {
    code,
    name,
    category: 'SALESDOC',
    description: `A sales ${documentType.toLowerCase()} above the credit limit of its customer waits for approval; any other is released at once.`,
    definition: {
      code,
      description: `${name} Workflow`,
      category: 'SALESDOC',
      kind: 'approval',
      priority: 100,
      on: { event: 'salesDocument.approvalRequested', where: { record: { documentType, status: 'Open' } } },
      steps: [
        { do: 'records.checkCreditLimit' },
        {
          id: 'creditLimit',
          when: [
            {
              event: 'salesDocument.creditLimitExceeded',
              steps: [
                { do: 'approvals.resolve', with: asking(parameters) },
                RESTRICT,
                PENDING,
                { do: 'approvals.create' },
                SEND,
                decision({
                  onApproved: [ALLOW, RELEASE],
                  onRejected: [REOPEN],
                  cancelEvent: 'salesDocument.approvalCancelled',
                  cancelWhere: { record: { documentType, status: 'Pending Approval' } },
                  onCancelled: [ALLOW, REOPEN, WAS_CANCELLED],
                }),
              ],
            },
            {
              event: 'salesDocument.creditLimitNotExceeded',
              steps: [PENDING, { do: 'approvals.createApproved' }, RELEASE],
            },
          ],
          timeout: { after: CHECKED_WITHIN, steps: [{ stop: 'failed' }] },
        },
      ],
    },
  };
}

/** Rows 19 and 20 of domain 1.2. */
export const creditLimitApprovals: readonly Template[] = [
  creditLimitApproval({
    code: 'MS-SICLAPW',
    name: 'Sales Invoice Credit Limit Approval',
    documentType: 'Invoice',
    approverType: 'salespersonPurchaser',
    limitType: 'directApprover',
  }),
  creditLimitApproval({
    code: 'MS-SOCLAPW',
    name: 'Sales Order Credit Limit Approval',
    documentType: 'Order',
    approverType: 'salespersonPurchaser',
    limitType: 'approverChain',
  }),
];
