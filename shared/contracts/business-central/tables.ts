/** A table of Business Central as far as conditions of workflows name it: its caption in data items, and fields by number. */
export interface BusinessCentralTable {
  readonly name: string;
  readonly number: number;
  /** Lines and requests have tables of their own; what of our conditions they are. */
  readonly part: 'record' | 'lines' | 'request';
  /** For `record` and `lines`: the entity. */
  readonly entity?: string;
  readonly fields: Readonly<Record<number, string>>;
}

const DOCUMENT = {
  1: 'documentType',
  3: 'no',
  23: 'paymentTermsCode',
  32: 'currencyCode',
  60: 'amount',
  61: 'amountIncludingVat',
  120: 'status',
};
const LINE = { 1: 'documentType', 5: 'type', 6: 'no', 15: 'quantity', 29: 'amount' };
const BATCH = { 1: 'journalTemplateName', 2: 'name', 3: 'description' };

/** The tables that the built-in templates and their usual conditions ask about. */
export const TABLES: readonly BusinessCentralTable[] = [
  {
    name: 'Purchase Header',
    number: 38,
    part: 'record',
    entity: 'purchaseDocument',
    fields: { ...DOCUMENT, 2: 'buyFromVendorNo', 43: 'purchaserCode' },
  },
  {
    name: 'Purchase Line',
    number: 39,
    part: 'lines',
    entity: 'purchaseDocument',
    fields: { ...LINE, 22: 'directUnitCost' },
  },
  {
    name: 'Sales Header',
    number: 36,
    part: 'record',
    entity: 'salesDocument',
    fields: { ...DOCUMENT, 2: 'sellToCustomerNo', 43: 'salespersonCode' },
  },
  { name: 'Sales Line', number: 37, part: 'lines', entity: 'salesDocument', fields: { ...LINE, 22: 'unitPrice' } },
  {
    name: 'Incoming Document',
    number: 130,
    part: 'record',
    entity: 'incomingDocument',
    fields: { 1: 'entryNo', 2: 'description', 15: 'status', 25: 'ocrStatus' },
  },
  {
    name: 'Customer',
    number: 18,
    part: 'record',
    entity: 'customer',
    fields: {
      1: 'no',
      2: 'name',
      20: 'creditLimitLcy',
      21: 'customerPostingGroup',
      39: 'blocked',
      47: 'paymentMethodCode',
    },
  },
  {
    name: 'Vendor',
    number: 23,
    part: 'record',
    entity: 'vendor',
    fields: { 1: 'no', 2: 'name', 21: 'vendorPostingGroup', 39: 'blocked' },
  },
  {
    name: 'Vendor Bank Account',
    number: 288,
    part: 'record',
    entity: 'vendorBankAccount',
    fields: { 1: 'vendorNo', 2: 'code', 3: 'name' },
  },
  {
    name: 'Item',
    number: 27,
    part: 'record',
    entity: 'item',
    fields: { 1: 'no', 3: 'description', 18: 'unitPrice', 5702: 'itemCategoryCode' },
  },
  { name: 'Gen. Journal Batch', number: 232, part: 'record', entity: 'generalJournalBatch', fields: BATCH },
  {
    name: 'Gen. Journal Line',
    number: 81,
    part: 'record',
    entity: 'generalJournalLine',
    fields: { 3: 'accountType', 4: 'accountNo', 6: 'documentType', 13: 'amount' },
  },
  { name: 'Item Journal Batch', number: 233, part: 'record', entity: 'itemJournalBatch', fields: BATCH },
  { name: 'Requisition Wksh. Name', number: 245, part: 'record', entity: 'requisitionWorksheetBatch', fields: BATCH },
  {
    name: 'Job Queue Entry',
    number: 472,
    part: 'record',
    entity: 'jobQueueEntry',
    fields: { 1: 'id', 9: 'objectTypeToRun', 10: 'objectIdToRun', 13: 'status' },
  },
  { name: 'Approval Entry', number: 454, part: 'request', fields: { 8: 'approverId', 21: 'pendingApprovals' } },
];

/** Numbers of option values as they stand in table views, for the fields that are options. */
export const OPTION_VALUES: Readonly<Record<string, readonly string[]>> = {
  'purchaseDocument.documentType': ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order'],
  'salesDocument.documentType': ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order'],
  'purchaseDocument.status': ['Open', 'Released', 'Pending Approval', 'Pending Prepayment'],
  'salesDocument.status': ['Open', 'Released', 'Pending Approval', 'Pending Prepayment'],
  'purchaseDocument.type': [
    '',
    'G/L Account',
    'Item',
    'Resource',
    'Fixed Asset',
    'Charge (Item)',
    'Allocation Account',
  ],
  'salesDocument.type': ['', 'G/L Account', 'Item', 'Resource', 'Fixed Asset', 'Charge (Item)', 'Allocation Account'],
  'incomingDocument.status': ['New', 'Released', 'Rejected', 'Posted', 'Created', 'Failed', 'Pending Approval'],
};
