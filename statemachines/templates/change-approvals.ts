import type { DoStep } from '../../shared/domain/workflow/definition.ts';
import { decision, message, SEND } from './approval-steps.ts';
import type { Template } from './template.ts';

interface ChangeApproval {
  readonly code: string;
  readonly name: string;
  readonly entity: 'customer' | 'item';
  readonly field: string;
}

const DISCARD: DoStep = { do: 'records.discardValues' };

/** The shape CHANGE (domain 1.1, 4.9), with the branch for cancelling that Business Central lacks. */
function changeApproval({ code, name, entity, field }: ChangeApproval): Template {
  return {
    code,
    name,
    category: 'SALES',
    description: `A higher value of ${field} is taken back, and applied once everybody whose approval it needs has approved it.`,
    fill: ['/steps/0/with/userGroup'],
    definition: {
      code,
      description: `${name} Workflow`,
      category: 'SALES',
      kind: 'approval',
      priority: 100,
      on: { event: `${entity}.modified`, where: { change: { field, is: 'increased' } } },
      steps: [
        { do: 'approvals.resolve', with: { approverType: 'workflowUserGroup', showConfirmation: false } },
        { do: 'records.revertValue', with: { field } },
        { do: 'approvals.create' },
        SEND,
        message('The change was sent for approval.'),
        decision({
          onApproved: [{ do: 'records.applyValues', with: { field } }],
          onRejected: [DISCARD],
          cancelEvent: `${entity}.approvalCancelled`,
          onCancelled: [DISCARD],
        }),
      ],
    },
  };
}

/** Rows 23 and 26 of domain 1.2. */
export const changeApprovals: readonly Template[] = [
  changeApproval({
    code: 'MS-CCLCAPW',
    name: 'Customer Credit Limit Change Approval',
    entity: 'customer',
    field: 'creditLimitLcy',
  }),
  changeApproval({ code: 'MS-IUPCAPW', name: 'Item Unit Price Change Approval', entity: 'item', field: 'unitPrice' }),
];
