import type { DoStep, Step, WhenStep, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Template } from './template.ts';

/** The source reports what came of a command; after a week without a word somebody has to look. */
const REPORTED_WITHIN = 'P7D';
const DO_NOTHING: DoStep = { do: 'notifications.nothing' };
const STUCK: NonNullable<WhenStep['timeout']> = { after: REPORTED_WITHIN, steps: [{ stop: 'failed' }] };

function notify(linkTargetPage?: string): DoStep {
  return { do: 'notifications.notify', with: { ...(linkTargetPage !== undefined && { linkTargetPage }) } };
}

function automated(
  about: Pick<Template, 'code' | 'name' | 'category' | 'description' | 'fill'>,
  on: WorkflowDefinition['on'],
  steps: readonly Step[],
): Template {
  const { code, name, category } = about;
  return { ...about, definition: { code, description: `${name} Workflow`, category, kind: 'automated', on, steps } };
}

/** Tries to make a document of an incoming document, and tells somebody when it failed. */
function createDocument(): readonly Step[] {
  return [
    { do: 'incomingDocuments.createDocument' },
    {
      id: 'created',
      when: [
        { event: 'incomingDocument.documentCreated', where: { record: { status: 'Created' } }, steps: [DO_NOTHING] },
        {
          event: 'incomingDocument.documentCreationFailed',
          where: { record: { status: 'Failed' } },
          steps: [notify('Incoming Document')],
        },
      ],
      timeout: STUCK,
    },
  ];
}

const ocrSucceeded = {
  event: 'incomingDocument.receivedFromOcr',
  where: { record: { ocrStatus: 'Success' } },
} as const;

/** Rows 1 and 3 to 6 of domain 1.2: what happens to documents without anybody's approval. */
export const documentHandling: readonly Template[] = [
  automated(
    {
      code: 'MS-INCDOC',
      name: 'Incoming Document',
      category: 'INT',
      description: 'Tells somebody of each new incoming document.',
      fill: ['/steps/0/with/recipientUserId'],
    },
    { event: 'incomingDocument.created' },
    [notify()],
  ),
  automated(
    {
      code: 'MS-INCDOC-OCR',
      name: 'Incoming Document OCR',
      category: 'INT',
      description: 'Makes a document of an incoming document that OCR has read, and tells somebody when that failed.',
      fill: ['/steps/1/when/1/steps/0/with/recipientUserId'],
    },
    ocrSucceeded,
    createDocument(),
  ),
  automated(
    {
      code: 'MS-INCDOC-JNL-OCR',
      name: 'Incoming Document to General Journal Line OCR',
      category: 'INT',
      description:
        'Makes a journal line of an incoming document that OCR has read, and tells somebody when that failed.',
      fill: ['/steps/1/when/1/steps/0/with/recipientUserId'],
    },
    ocrSucceeded,
    [
      { do: 'incomingDocuments.createJournalLine' },
      {
        id: 'created',
        when: [
          { event: 'incomingDocument.journalLineCreated', steps: [DO_NOTHING] },
          { event: 'incomingDocument.journalLineCreationFailed', steps: [notify()] },
        ],
        timeout: STUCK,
      },
    ],
  ),
  automated(
    {
      code: 'MS-INCDOC-DOCEXCH',
      name: 'Incoming Document Exchange',
      category: 'INT',
      description: 'Releases what comes from the document exchange, and makes a document of it.',
      fill: ['/steps/1/when/0/steps/1/when/1/steps/0/with/recipientUserId'],
    },
    { event: 'incomingDocument.receivedFromDocumentExchange', where: { record: { status: 'New' } } },
    [
      { do: 'records.release' },
      {
        id: 'released',
        when: [
          { event: 'incomingDocument.released', where: { record: { status: 'Released' } }, steps: createDocument() },
        ],
        timeout: STUCK,
      },
    ],
  ),
  automated(
    {
      code: 'MS-PIW',
      name: 'Purchase Invoice',
      category: 'PURCHDOC',
      description: 'Posts a released purchase invoice, creates its payment line, and tells somebody to pay.',
      fill: [
        '/steps/1/when/0/steps/0/with/journalTemplateName',
        '/steps/1/when/0/steps/0/with/journalBatchName',
        '/steps/1/when/0/steps/1/when/0/steps/0/with/recipientUserId',
      ],
    },
    { event: 'purchaseDocument.released', where: { record: { documentType: 'Invoice', status: 'Released' } } },
    [
      { do: 'records.postInBackground' },
      {
        id: 'posted',
        when: [
          {
            event: 'purchaseDocument.posted',
            steps: [
              { do: 'records.createPaymentLineInBackground', with: {} },
              {
                id: 'paymentLine',
                when: [
                  {
                    event: 'generalJournalLine.created',
                    where: { record: { documentType: 'Payment' } },
                    steps: [notify('Payment Journal')],
                  },
                ],
                timeout: STUCK,
              },
            ],
          },
        ],
        timeout: STUCK,
      },
    ],
  ),
];
