import { calculated, type EntityFields, fields, option } from './field.ts';

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

/** Journals, worksheets, jobs, and the requests of the platform itself. */
export const OTHER_FIELDS: readonly EntityFields[] = [
  {
    entity: 'generalJournalBatch',
    title: 'General journal batch',
    fields: [
      ...fields('code', 'journalTemplateName', 'name', 'reasonCode', 'noSeries', 'balAccountNo'),
      ...fields('text', 'description'),
      ...fields('boolean', 'recurring', 'copyVatSetupToJnlLines'),
      option(
        'templateType',
        'General',
        'Sales',
        'Purchases',
        'Cash Receipts',
        'Payments',
        'Assets',
        'Intercompany',
        'Jobs',
      ),
      ...calculated('balanceLcy'),
    ],
    lines: [
      JOURNAL_DOCUMENT_TYPE,
      ...fields('number', 'amount', 'amountLcy', 'lineNo'),
      ...fields('code', 'accountNo', 'balAccountNo', 'documentNo'),
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
      ),
      ...fields('text', 'description', 'externalDocumentNo'),
      ...fields('number', 'lineNo', 'amount', 'amountLcy', 'debitAmount', 'creditAmount'),
      ...fields('date', 'postingDate', 'documentDate', 'dueDate'),
    ],
  },
  {
    entity: 'itemJournalBatch',
    title: 'Item journal batch',
    fields: [
      ...fields('code', 'journalTemplateName', 'name', 'reasonCode'),
      ...fields('text', 'description'),
      ...fields('boolean', 'recurring'),
      option(
        'templateType',
        'Item',
        'Transfer',
        'Phys. Inventory',
        'Revaluation',
        'Consumption',
        'Output',
        'Capacity',
        'Prod. Order',
      ),
    ],
    lines: [
      ...fields('code', 'itemNo', 'locationCode', 'documentNo'),
      ...fields('number', 'quantity', 'unitAmount', 'amount', 'unitCost'),
      ...fields('date', 'postingDate'),
    ],
  },
  {
    entity: 'requisitionWorksheetBatch',
    title: 'Requisition worksheet batch',
    fields: [
      ...fields('code', 'worksheetTemplateName', 'name'),
      ...fields('text', 'description'),
      ...fields('boolean', 'recurring'),
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
