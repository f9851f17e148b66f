import { ALLOW, asking, decision, message, RESTRICT, SEND, WAS_CANCELLED } from './approval-steps.ts';
import type { Template } from './template.ts';

/** Longer than any source takes; the platform itself raises the result of the check. */
const CHECKED_WITHIN = 'P1D';

/** Row 27 of domain 1.2, the shape GJBATCH: only a batch that balances can be approved. */
export const journalBatchApproval: Template = {
  code: 'MS-GJBAPW',
  name: 'General Journal Batch Approval',
  category: 'FIN',
  description:
    'A general journal batch that balances is restricted until everybody whose approval it needs has approved it.',
  definition: {
    code: 'MS-GJBAPW',
    description: 'General Journal Batch Approval Workflow',
    category: 'FIN',
    kind: 'approval',
    priority: 100,
    on: { event: 'generalJournalBatch.approvalRequested' },
    steps: [
      { do: 'records.checkBatchBalance' },
      {
        id: 'balance',
        when: [
          {
            event: 'generalJournalBatch.balanced',
            steps: [
              { do: 'approvals.resolve', with: asking({ approverType: 'approver', limitType: 'directApprover' }) },
              RESTRICT,
              { do: 'approvals.create' },
              SEND,
              decision({
                onApproved: [ALLOW],
                onRejected: [],
                cancelEvent: 'generalJournalBatch.approvalCancelled',
                onCancelled: [WAS_CANCELLED],
                onExpired: [ALLOW],
              }),
            ],
          },
          {
            event: 'generalJournalBatch.notBalanced',
            steps: [message('The batch does not balance, so it can not be sent for approval.')],
          },
        ],
        timeout: { after: CHECKED_WITHIN, steps: [{ stop: 'failed' }] },
      },
    ],
  },
};
