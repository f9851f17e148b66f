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

/** What tells one document approval of Business Central from another (domain 1.2). */
export interface DocumentApproval extends Asks {
  readonly code: string;
  readonly name: string;
  readonly category: 'PURCHDOC' | 'SALESDOC' | 'INT';
  readonly entity: 'purchaseDocument' | 'salesDocument' | 'incomingDocument';
  /** Option value of the document type: `Order`, `Invoice`, ... Incoming documents have none. */
  readonly documentType?: string;
  /** The status in which approval can be asked. */
  readonly status: 'Open' | 'New';
}

/** The shape DOC of Business Central's document approvals (domain 1.1), with a limit of time. Rejection keeps the restriction. */
export function documentApproval(parameters: DocumentApproval): Template {
  const { code, name, category, entity, documentType, status } = parameters;
  const type = documentType === undefined ? {} : { documentType };
  return {
    code,
    name,
    category,
    description: `${article(name)} is restricted and waits until everybody whose approval it needs has approved it; then it is released.`,
    ...(parameters.approverType === 'workflowUserGroup' && { fill: ['/steps/0/with/userGroup'] }),
    definition: {
      code,
      description: `${name} Workflow`,
      category,
      kind: 'approval',
      priority: 100,
      on: { event: `${entity}.approvalRequested`, where: { record: { ...type, status } } },
      steps: [
        { do: 'approvals.resolve', with: asking(parameters) },
        RESTRICT,
        PENDING,
        { do: 'approvals.create' },
        SEND,
        decision({
          onApproved: [ALLOW, RELEASE],
          onRejected: [REOPEN],
          cancelEvent: `${entity}.approvalCancelled`,
          cancelWhere: { record: { ...type, status: 'Pending Approval' } },
          onCancelled: [ALLOW, REOPEN, WAS_CANCELLED],
        }),
      ],
    },
  };
}

function article(name: string): string {
  const what = name.replace(/ Approval$/, '').toLowerCase();
  return `${/^[aeiou]/.test(what) ? 'An' : 'A'} ${what}`;
}
