import type { Template } from './template.ts';

/** Row 21 of domain 1.2: what happens when somebody sends the overdue notifications. */
const overdue: Template = {
  code: 'MS-OVERDUE',
  name: 'Overdue Approval Requests',
  category: 'ADMIN',
  description: 'Tells approvers of what they have to decide today or should have decided before.',
  definition: {
    code: 'MS-OVERDUE',
    description: 'Overdue Approval Requests Workflow',
    category: 'ADMIN',
    kind: 'automated',
    on: { event: 'approvalRequest.overdue' },
    steps: [{ do: 'approvals.notifyOverdue' }],
  },
};

/** Sends an electronic document when it is created. */
function sending(code: string, name: string, description: string): Template {
  return {
    code,
    name,
    category: 'EDOC',
    description,
    fill: ['/steps/0/with/services'],
    definition: {
      code,
      description: name,
      category: 'EDOC',
      kind: 'automated',
      on: { event: 'electronicDocument.created' },
      steps: [{ do: 'electronicDocuments.send', with: {} }],
    },
  };
}

/** Templates that are like no other, and those of the E-Document app. */
export const otherTemplates: readonly Template[] = [
  overdue,
  sending('MS-EDOCTOS', 'Send E-Document to One Service', 'Sends each new electronic document to one service.'),
  sending(
    'MS-EDOCTOM',
    'Send E-Document to Several Services',
    'Sends each new electronic document to several services.',
  ),
];
