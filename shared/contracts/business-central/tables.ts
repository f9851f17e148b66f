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
  19: 'orderDate',
  20: 'postingDate',
  23: 'paymentTermsCode',
  24: 'dueDate',
  28: 'locationCode',
  29: 'shortcutDimension1Code',
  30: 'shortcutDimension2Code',
  32: 'currencyCode',
  60: 'amount',
  61: 'amountIncludingVat',
  99: 'documentDate',
  120: 'status',
  5700: 'responsibilityCenter',
};
const LINE = {
  1: 'documentType',
  5: 'type',
  6: 'no',
  7: 'locationCode',
  11: 'description',
  15: 'quantity',
  27: 'lineDiscountPercent',
  29: 'amount',
  30: 'amountIncludingVat',
};
const CARD = { 1: 'no', 2: 'name', 22: 'currencyCode', 27: 'paymentTermsCode', 35: 'countryRegionCode' };
const BATCH = { 2: 'name', 3: 'description', 21: 'templateType', 22: 'recurring' };

/** The tables that the built-in templates and their usual conditions ask about, with the numbers of their fields. */
export const TABLES: readonly BusinessCentralTable[] = [
  {
    name: 'Purchase Header',
    number: 38,
    part: 'record',
    entity: 'purchaseDocument',
    fields: { ...DOCUMENT, 2: 'buyFromVendorNo', 4: 'payToVendorNo', 31: 'vendorPostingGroup', 43: 'purchaserCode' },
  },
  {
    name: 'Purchase Line',
    number: 39,
    part: 'lines',
    entity: 'purchaseDocument',
    fields: { ...LINE, 22: 'directUnitCost', 23: 'unitCostLcy' },
  },
  {
    name: 'Sales Header',
    number: 36,
    part: 'record',
    entity: 'salesDocument',
    fields: {
      ...DOCUMENT,
      2: 'sellToCustomerNo',
      4: 'billToCustomerNo',
      31: 'customerPostingGroup',
      43: 'salespersonCode',
    },
  },
  {
    name: 'Sales Line',
    number: 37,
    part: 'lines',
    entity: 'salesDocument',
    fields: { ...LINE, 22: 'unitPrice', 100: 'unitCost' },
  },
  {
    name: 'Incoming Document',
    number: 130,
    part: 'record',
    entity: 'incomingDocument',
    fields: {
      1: 'entryNo',
      2: 'description',
      4: 'createdByUserId',
      6: 'released',
      13: 'posted',
      15: 'documentType',
      18: 'status',
      23: 'vendorName',
      29: 'vendorNo',
      32: 'ocrStatus',
      50: 'currencyCode',
      51: 'amountExclVat',
      52: 'amountInclVat',
    },
  },
  {
    name: 'Customer',
    number: 18,
    part: 'record',
    entity: 'customer',
    fields: {
      ...CARD,
      20: 'creditLimitLcy',
      21: 'customerPostingGroup',
      29: 'salespersonCode',
      39: 'blocked',
      47: 'paymentMethodCode',
      88: 'genBusPostingGroup',
    },
  },
  {
    name: 'Vendor',
    number: 23,
    part: 'record',
    entity: 'vendor',
    fields: {
      ...CARD,
      21: 'vendorPostingGroup',
      29: 'purchaserCode',
      39: 'blocked',
      47: 'paymentMethodCode',
      88: 'genBusPostingGroup',
    },
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
    fields: {
      1: 'no',
      3: 'description',
      10: 'type',
      11: 'inventoryPostingGroup',
      18: 'unitPrice',
      22: 'unitCost',
      31: 'vendorNo',
      54: 'blocked',
      5702: 'itemCategoryCode',
    },
  },
  {
    name: 'Gen. Journal Batch',
    number: 232,
    part: 'record',
    entity: 'generalJournalBatch',
    fields: { ...BATCH, 1: 'journalTemplateName' },
  },
  {
    name: 'Gen. Journal Line',
    number: 81,
    part: 'record',
    entity: 'generalJournalLine',
    fields: {
      1: 'journalTemplateName',
      3: 'accountType',
      4: 'accountNo',
      5: 'postingDate',
      6: 'documentType',
      7: 'documentNo',
      8: 'description',
      12: 'currencyCode',
      13: 'amount',
      16: 'amountLcy',
      51: 'journalBatchName',
    },
  },
  {
    name: 'Item Journal Batch',
    number: 233,
    part: 'record',
    entity: 'itemJournalBatch',
    fields: { ...BATCH, 1: 'journalTemplateName' },
  },
  {
    name: 'Requisition Wksh. Name',
    number: 245,
    part: 'record',
    entity: 'requisitionWorksheetBatch',
    fields: { ...BATCH, 1: 'worksheetTemplateName' },
  },
  {
    name: 'Job Queue Entry',
    number: 472,
    part: 'record',
    entity: 'jobQueueEntry',
    fields: { 1: 'id', 8: 'objectIdToRun', 13: 'status' },
  },
  {
    name: 'Approval Entry',
    number: 454,
    part: 'request',
    entity: 'approvalRequest',
    fields: { 8: 'approverId', 21: 'pendingApprovals' },
  },
];

/** The table that holds the records of an entity. */
export function tableOf(entity: string): BusinessCentralTable | undefined {
  return TABLES.find((table) => table.part === 'record' && table.entity === entity);
}

/** The number of a field in a table. */
export function fieldNumber(table: BusinessCentralTable | undefined, field: string): string | undefined {
  return Object.entries(table?.fields ?? {}).find(([, name]) => name === field)?.[0];
}
