/** An event as people choose it. */
export interface CataloguedEvent {
  /** `<entity>.<verb>`. */
  readonly type: string;
  readonly title: string;
  /** Business Central's function name, an accepted alias. */
  readonly businessCentralName?: string;
  /** Events behind which a designer offers it; absent: anywhere, also as the beginning. It offers, it does not forbid (domain 2.3). */
  readonly offeredAfter?: readonly string[];
}

/** Whose approval somebody can ask in Business Central, with the numbers of domain 2.1: asked, cancelled. */
const ASKED: readonly (readonly [string, string, string, string])[] = [
  [
    'purchaseDocument',
    'a purchase document',
    'RUNWORKFLOWONSENDPURCHASEDOCFORAPPROVAL',
    'RUNWORKFLOWONCANCELPURCHASEAPPROVALREQUEST',
  ],
  [
    'salesDocument',
    'a sales document',
    'RUNWORKFLOWONSENDSALESDOCFORAPPROVAL',
    'RUNWORKFLOWONCANCELSALESAPPROVALREQUEST',
  ],
  [
    'incomingDocument',
    'an incoming document',
    'RUNWORKFLOWONSENDINCOMINGDOCFORAPPROVAL',
    'RUNWORKFLOWONCANCELINCOMINGDOCAPPROVALREQUEST',
  ],
  ['customer', 'a customer', 'RUNWORKFLOWONSENDCUSTOMERFORAPPROVAL', 'RUNWORKFLOWONCANCELCUSTOMERAPPROVALREQUEST'],
  ['vendor', 'a vendor', 'RUNWORKFLOWONSENDVENDORFORAPPROVAL', 'RUNWORKFLOWONCANCELVENDORAPPROVALREQUEST'],
  ['item', 'an item', 'RUNWORKFLOWONSENDITEMFORAPPROVAL', 'RUNWORKFLOWONCANCELITEMAPPROVALREQUEST'],
  [
    'generalJournalBatch',
    'a general journal batch',
    'RUNWORKFLOWONSENDGENERALJOURNALBATCHFORAPPROVAL',
    'RUNWORKFLOWONCANCELGENERALJOURNALBATCHAPPROVALREQUEST',
  ],
  [
    'generalJournalLine',
    'a general journal line',
    'RUNWORKFLOWONSENDGENERALJOURNALLINEFORAPPROVAL',
    'RUNWORKFLOWONCANCELGENERALJOURNALLINEAPPROVALREQUEST',
  ],
  [
    'itemJournalBatch',
    'an item journal batch',
    'RUNWORKFLOWONSENDITEMJOURNALBATCHFORAPPROVAL',
    'RUNWORKFLOWONCANCELITEMJOURNALBATCHAPPROVALREQUEST',
  ],
  [
    'requisitionWorksheetBatch',
    'a requisition worksheet batch',
    'RUNWORKFLOWONSENDREQUISITIONWORKSHEETBATCHFORAPPROVAL',
    'RUNWORKFLOWONCANCELAREQUISITIONWORKSHEETBATCHAPPROVALREQUEST',
  ],
  [
    'vendorBankAccount',
    'a vendor bank account',
    'RUNWORKFLOWONSENDVENDORBANKACCOUNTFORAPPROVAL',
    'RUNWORKFLOWONCANCELVENDORBANKACCOUNTAPPROVALREQUEST',
  ],
  [
    'jobQueueEntry',
    'a job queue entry',
    'RUNWORKFLOWONSENDJOBQUEUEENTRYFORAPPROVAL',
    'RUNWORKFLOWONCANCELJOBQUEUEENTRYAPPROVALREQUEST',
  ],
];

const asked = (entity: string) => `${entity}.approvalRequested`;

const ASKING: readonly CataloguedEvent[] = ASKED.flatMap(([entity, what, send, cancel]) => [
  { type: asked(entity), title: `Approval of ${what} is requested`, businessCentralName: send },
  {
    type: `${entity}.approvalCancelled`,
    title: `The approval request of ${what} is cancelled`,
    businessCentralName: cancel,
    offeredAfter: [asked(entity)],
  },
]);

/** Behind which a request is under way. Business Central leaves out the last two, although its own templates wait there. */
const WHILE_ASKED: readonly string[] = [
  ...['purchaseDocument', 'incomingDocument', 'salesDocument', 'customer', 'vendor', 'item'].map(asked),
  ...['generalJournalBatch', 'generalJournalLine', 'itemJournalBatch', 'requisitionWorksheetBatch'].map(asked),
  'generalJournalBatch.balanced',
  'customer.modified',
  'vendor.modified',
  'item.modified',
  asked('jobQueueEntry'),
  asked('vendorBankAccount'),
  'salesDocument.creditLimitExceeded',
];

const REQUEST: readonly CataloguedEvent[] = [
  ['approved', 'An approval request is approved', 'RUNWORKFLOWONAPPROVEAPPROVALREQUEST'] as const,
  ['rejected', 'An approval request is rejected', 'RUNWORKFLOWONREJECTAPPROVALREQUEST'] as const,
  ['delegated', 'An approval request is delegated', 'RUNWORKFLOWONDELEGATEAPPROVALREQUEST'] as const,
].map(([verb, title, businessCentralName]) => ({
  type: `approvalRequest.${verb}`,
  title,
  businessCentralName,
  offeredAfter: WHILE_ASKED,
}));

/** Type, title, function name; the events behind which it is offered. */
const OTHERS: readonly (readonly [string, string, string, (readonly string[])?])[] = [
  ['incomingDocument.created', 'An incoming document is created', 'RUNWORKFLOWONAFTERINSERTINCOMINGDOCUMENT'],
  ['incomingDocument.released', 'An incoming document is released', 'RUNWORKFLOWONAFTERRELEASEINCOMINGDOC'],
  [
    'incomingDocument.documentCreated',
    'A document is created from an incoming document',
    'RUNWORKFLOWONAFTERCREATEDOCFROMINCOMINGDOCSUCCESS',
  ],
  [
    'incomingDocument.documentCreationFailed',
    'Creating a document from an incoming document fails',
    'RUNWORKFLOWONAFTERCREATEDOCFROMINCOMINGDOCFAIL',
  ],
  ['incomingDocument.readyForOcr', 'An incoming document is ready for OCR', 'RUNWORKFLOWONAFTERREADYFOROCRINCOMINGDOC'],
  ['incomingDocument.sentToOcr', 'An incoming document is sent to OCR', 'RUNWORKFLOWONAFTERSENDTOOCRINCOMINGDOC'],
  [
    'incomingDocument.receivedFromOcr',
    'An incoming document is received from OCR',
    'RUNWORKFLOWONAFTERRECEIVEFROMOCRINCOMINGDOC',
  ],
  [
    'incomingDocument.receivedFromDocumentExchange',
    'An incoming document is received from document exchange',
    'RUNWORKFLOWONAFTERRECEIVEFROMDOCEXCHINCOMINGDOC',
  ],
  ['purchaseDocument.released', 'A purchase document is released', 'RUNWORKFLOWONAFTERRELEASEPURCHASEDOC'],
  [
    'purchaseDocument.posted',
    'A purchase invoice is posted',
    'RUNWORKFLOWONAFTERPOSTPURCHASEDOC',
    ['purchaseDocument.released'],
  ],
  ['salesDocument.released', 'A sales document is released', 'RUNWORKFLOWONAFTERRELEASESALESDOC'],
  ['generalJournalLine.created', 'A general journal line is created', 'RUNWORKFLOWONAFTERINSERTGENERALJOURNALLINE'],
  ['approvalRequest.overdue', 'The overdue notifications are sent', 'RUNWORKFLOWONSENDOVERDUENOTIFICATIONS'],
  [
    'salesDocument.creditLimitExceeded',
    "A customer's credit limit is exceeded",
    'RUNWORKFLOWONCUSTOMERCREDITLIMITEXCEEDED',
    [asked('salesDocument')],
  ],
  [
    'salesDocument.creditLimitNotExceeded',
    "A customer's credit limit is not exceeded",
    'RUNWORKFLOWONCUSTOMERCREDITLIMITNOTEXCEEDED',
    [asked('salesDocument')],
  ],
  [
    'generalJournalBatch.balanced',
    'A general journal batch is balanced',
    'RUNWORKFLOWONGENERALJOURNALBATCHBALANCED',
    [asked('generalJournalBatch')],
  ],
  [
    'generalJournalBatch.notBalanced',
    'A general journal batch is not balanced',
    'RUNWORKFLOWONGENERALJOURNALBATCHNOTBALANCED',
    [asked('generalJournalBatch')],
  ],
  ['incomingDocument.fileAttached', 'A file is attached to an incoming document', 'RUNWORKFLOWONBINARYFILEATTACHED'],
  ['customer.modified', 'A customer is changed', 'RUNWORKFLOWONCUSTOMERCHANGEDCODE'],
  ['vendor.modified', 'A vendor is changed', 'RUNWORKFLOWONVENDORCHANGEDCODE'],
  ['item.modified', 'An item is changed', 'RUNWORKFLOWONITEMCHANGEDCODE'],
  [
    'incomingDocument.journalLineCreated',
    'A journal line is created from an incoming document',
    'RUNWORKFLOWONAFTERCREATEGENJNLLINEFROMINCOMINGDOCSUCCESSCODE',
  ],
  [
    'incomingDocument.journalLineCreationFailed',
    'Creating a journal line from an incoming document fails',
    'RUNWORKFLOWONAFTERCREATEGENJNLLINEFROMINCOMINGDOFAILCODE',
  ],
  [
    'webhookResponse.received',
    'A response is received from a subscribed webhook',
    'WORKFLOWWEBHOOKRESPONSERECEIVEDEVENT',
    [
      ...['customer', 'vendor', 'item', 'generalJournalBatch', 'generalJournalLine', 'itemJournalBatch'].map(asked),
      ...['requisitionWorksheetBatch', 'purchaseDocument', 'salesDocument'].map(asked),
    ],
  ],
];

/** Business Central's 51 events under our names (domain 2.1). */
export const BUSINESS_CENTRAL_EVENTS: readonly CataloguedEvent[] = [
  ...ASKING,
  ...REQUEST,
  ...OTHERS.map(([type, title, businessCentralName, offeredAfter]) => ({
    type,
    title,
    businessCentralName,
    ...(offeredAfter && { offeredAfter }),
  })),
];
