import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';

/** The company of the demo (design: one purchaser, one manager, one director, one administrator). */
export const DEMO_COMPANY = {
  company: { id: 'cronus', name: 'CRONUS', localCurrency: 'EUR', timeZone: 'Europe/Amsterdam' },
  admin: { userId: 'admin', email: 'admin@cronus.example' },
  source: 'cronus',
} as const;

export const DEMO_MEMBERS = ['purchaser', 'manager', 'director'].map((userId) => ({
  userId,
  email: `${userId}@cronus.example`,
  roles: ['approver', 'automate'],
}));

/** From the top of the chain down: an approver must be there before whoever names them. */
export const DEMO_APPROVAL_USERS = [
  { userId: 'director', unlimitedPurchase: true, unlimitedSales: true, unlimitedRequest: true },
  {
    userId: 'manager',
    approverId: 'director',
    substituteId: 'director',
    purchaseLimit: 5_000,
    salesLimit: 5_000,
    requestLimit: 5_000,
  },
  {
    userId: 'purchaser',
    approverId: 'manager',
    purchaseLimit: 500,
    salesLimit: 500,
    requestLimit: 500,
    salespersonCode: 'RL',
  },
  { userId: 'admin', administrator: true },
];

export const DEMO_TEMPLATE = 'MS-POAPW';
export const DEMO_APPROVAL_WORKFLOW = 'POAPW-01';

/** An automated and an instant flow, so that all three kinds can be tried. */
export const DEMO_FLOWS: readonly WorkflowDefinition[] = [
  {
    code: 'PRICE-UP',
    description: 'Tell the manager when a unit price goes up by 10 % or more',
    kind: 'automated',
    on: { event: 'item.modified', where: { change: { field: 'unitPrice', is: 'increased', by: '10%' } } },
    steps: [
      {
        do: 'email.send',
        with: {
          to: 'manager',
          subject: "{% 'Price of ' & $record.fields.description & ' went up' %}",
          text: "{% 'Item ' & $record.id & ' cost ' & $string($event.previous.fields.unitPrice) & ' and costs ' & $string($record.fields.unitPrice) & ' now.' %}",
        },
      },
    ],
  },
  {
    code: 'CALL-BACK',
    description: 'Call this customer back',
    kind: 'instant',
    on: { instant: { entity: 'customer', view: ['list', 'card'] } },
    inputs: {
      type: 'object',
      required: ['reason'],
      properties: { reason: { type: 'string', minLength: 3, title: 'Reason', description: 'What is it about?' } },
    },
    steps: [
      {
        do: 'email.send',
        with: {
          to: 'manager',
          subject: "{% 'Please call customer ' & $record.id & ' back' %}",
          text: '{% $inputs.reason %}',
        },
      },
      { respond: { text: "{% $inputs.reason & '/' & $event.record.id %}" } },
    ],
  },
];
