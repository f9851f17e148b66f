import { calculated, calculatedAs, type EntityFields, type Field, fields, option } from './field.ts';

const ACCOUNT_TYPE = [
  'G/L Account',
  'Customer',
  'Vendor',
  'Bank Account',
  'Fixed Asset',
  'IC Partner',
  'Employee',
  'Allocation Account',
];
const JOURNAL_DOCUMENT_TYPE = option(
  'documentType',
  '',
  'Payment',
  'Invoice',
  'Credit Memo',
  'Finance Charge Memo',
  'Reminder',
  'Refund',
);

/** What a batch takes from its template: looked up, not stored with it. */
const OF_TEMPLATE = (...types: readonly string[]): readonly Field[] => [
  { ...option('templateType', ...types), calculated: true },
  ...calculatedAs('boolean', 'recurring'),
];

/** Journals, worksheets, jobs, and the requests of the platform itself. */
export const OTHER_FIELDS: readonly EntityFields[] = [
  {
    entity: 'generalJournalBatch',
    title: 'General journal batch',
    fields: [
      ...fields('code', 'journalTemplateName', 'name', 'reasonCode', 'noSeries', 'balAccountNo'),
      ...fields('text', 'description'),
      ...fields('boolean', 'copyVatSetupToJnlLines'),
      ...OF_TEMPLATE('General', 'Sales', 'Purchases', 'Cash Receipts', 'Payments', 'Assets', 'Intercompany', 'Jobs'),
      ...calculated('balanceLcy', 'pendingApprovals'),
    ],
    lines: [
      JOURNAL_DOCUMENT_TYPE,
      option('accountType', ...ACCOUNT_TYPE),
      option('balAccountType', ...ACCOUNT_TYPE),
      ...fields('number', 'amount', 'amountLcy', 'lineNo'),
      ...fields('code', 'accountNo', 'balAccountNo', 'documentNo', 'currencyCode'),
      ...fields('text', 'description', 'externalDocumentNo'),
      ...fields('date', 'postingDate', 'documentDate', 'dueDate'),
    ],
  },
  {
    entity: 'generalJournalLine',
    title: 'General journal line',
    fields: [
      JOURNAL_DOCUMENT_TYPE,
      option('accountType', ...ACCOUNT_TYPE),
      option('balAccountType', ...ACCOUNT_TYPE),
      ...fields(
        'code',
        'journalTemplateName',
        'journalBatchName',
        'documentNo',
        'accountNo',
        'balAccountNo',
        'currencyCode',
        'paymentMethodCode',
        'salespersPurchCode',
        'recipientBankAccount',
        'appliesToDocNo',
      ),
      ...fields('text', 'description', 'externalDocumentNo'),
      ...fields('number', 'lineNo', 'amount', 'amountLcy', 'debitAmount', 'creditAmount', 'incomingDocumentEntryNo'),
      ...fields('date', 'postingDate', 'documentDate', 'dueDate'),
      ...calculated('pendingApprovals'),
    ],
  },
  {
    entity: 'itemJournalBatch',
    title: 'Item journal batch',
    fields: [
      ...fields('code', 'journalTemplateName', 'name', 'reasonCode'),
      ...fields('text', 'description'),
      ...OF_TEMPLATE(
        'Item',
        'Transfer',
        'Phys. Inventory',
        'Revaluation',
        'Consumption',
        'Output',
        'Capacity',
        'Prod. Order',
      ),
      ...calculated('pendingApprovals'),
    ],
    lines: [
      ...fields('code', 'itemNo', 'locationCode', 'documentNo'),
      ...fields('number', 'quantity', 'unitAmount', 'amount', 'unitCost'),
      ...fields('date', 'postingDate'),
    ],
  },
  {
    entity: 'sustainabilityJournalBatch',
    title: 'Sustainability journal batch',
    fields: [
      ...fields('code', 'journalTemplateName', 'name', 'reasonCode', 'noSeries'),
      ...fields('text', 'description'),
      ...calculatedAs('boolean', 'recurring'),
      ...calculated('pendingApprovals'),
    ],
    lines: [
      ...fields('code', 'accountNo', 'documentNo', 'unitOfMeasure', 'countryRegionCode', 'responsibilityCenter'),
      ...fields('text', 'description'),
      ...fields('number', 'lineNo', 'emissionCO2', 'emissionCH4', 'emissionN2O', 'fuelElectricity', 'distance'),
      ...fields('date', 'postingDate'),
    ],
  },
  {
    entity: 'electronicDocument',
    title: 'Electronic document',
    fields: [
      option('direction', 'Outgoing', 'Incoming'),
      option('status', 'In Progress', 'Processed', 'Error'),
      ...fields('code', 'documentNo', 'billToPayToNo', 'currencyCode', 'service'),
      ...fields('text', 'billToPayToName', 'documentType', 'serviceStatus'),
      ...fields('number', 'entryNo', 'amountInclVat', 'amountExclVat'),
      ...fields('date', 'documentDate', 'dueDate', 'postingDate'),
    ],
  },
  {
    entity: 'webhookResponse',
    title: 'Answer of a notified flow',
    fields: [option('response', 'Continue', 'Reject', 'Cancel'), ...fields('text', 'dataId', 'comment')],
  },
  {
    entity: 'requisitionWorksheetBatch',
    title: 'Requisition worksheet batch',
    fields: [
      ...fields('code', 'worksheetTemplateName', 'name'),
      ...fields('text', 'description'),
      ...OF_TEMPLATE('Req.', 'For. Labor', 'Planning'),
      ...calculated('pendingApprovals'),
    ],
    lines: [
      ...fields('code', 'no', 'vendorNo', 'locationCode'),
      ...fields('number', 'quantity', 'directUnitCost'),
      ...fields('date', 'dueDate'),
    ],
  },
  {
    entity: 'jobQueueEntry',
    title: 'Job queue entry',
    fields: [
      option(
        'status',
        'Ready',
        'In Process',
        'Error',
        'On Hold',
        'Finished',
        'On Hold with Inactivity Timeout',
        'Waiting',
      ),
      option('objectTypeToRun', '', 'Report', 'Codeunit'),
      ...fields('number', 'objectIdToRun', 'noOfAttemptsToRun', 'maximumNoOfAttemptsToRun'),
      ...fields('code', 'userId', 'jobQueueCategoryCode'),
      ...fields('text', 'id', 'description', 'parameterString'),
      ...fields('boolean', 'recurringJob'),
      ...fields('dateTime', 'earliestStartDateTime'),
      ...calculated('pendingApprovals'),
    ],
  },
  {
    entity: 'approvalRequest',
    title: 'Approval request',
    fields: [
      ...fields('text', 'requestId', 'entryId', 'comment'),
      ...fields('code', 'approverId', 'decidedBy'),
      ...calculated('pendingApprovals'),
    ],
  },
];
