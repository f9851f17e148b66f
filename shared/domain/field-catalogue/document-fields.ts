import { calculated, type EntityFields, type Field, fields, option } from './field.ts';

const DOCUMENT_TYPE = option(
  'documentType',
  'Quote',
  'Order',
  'Invoice',
  'Credit Memo',
  'Blanket Order',
  'Return Order',
);
const STATUS = option('status', 'Open', 'Released', 'Pending Approval', 'Pending Prepayment');
const LINE_TYPE = option(
  'type',
  '',
  'G/L Account',
  'Item',
  'Resource',
  'Fixed Asset',
  'Charge (Item)',
  'Allocation Account',
);

/** Amounts exclude VAT, as Business Central's limits do; the ones including it have names of their own. */
const DOCUMENT: readonly Field[] = [
  DOCUMENT_TYPE,
  STATUS,
  ...fields(
    'code',
    'no',
    'currencyCode',
    'paymentTermsCode',
    'paymentMethodCode',
    'shortcutDimension1Code',
    'shortcutDimension2Code',
    'locationCode',
    'responsibilityCenter',
    'reasonCode',
  ),
  ...fields('text', 'postingDescription', 'yourReference'),
  ...fields('number', 'currencyFactor', 'paymentDiscountPercent'),
  ...fields('date', 'documentDate', 'postingDate', 'orderDate', 'dueDate'),
  ...calculated('amount', 'amountIncludingVat', 'amountLcy', 'pendingApprovals'),
];
const LINE: readonly Field[] = [
  LINE_TYPE,
  ...fields(
    'code',
    'no',
    'locationCode',
    'unitOfMeasureCode',
    'shortcutDimension1Code',
    'shortcutDimension2Code',
    'variantCode',
  ),
  ...fields('text', 'description'),
  ...fields(
    'number',
    'lineNo',
    'quantity',
    'amount',
    'amountIncludingVat',
    'lineDiscountPercent',
    'lineDiscountAmount',
    'vatPercent',
  ),
  ...fields('date', 'shipmentDate', 'plannedReceiptDate'),
];

/** Purchase and sales documents. */
export const DOCUMENT_FIELDS: readonly EntityFields[] = [
  {
    entity: 'purchaseDocument',
    title: 'Purchase document',
    fields: [
      ...DOCUMENT,
      ...fields('code', 'buyFromVendorNo', 'payToVendorNo', 'purchaserCode', 'vendorPostingGroup'),
      ...fields('text', 'buyFromVendorName', 'vendorInvoiceNo', 'vendorOrderNo'),
      ...fields('date', 'expectedReceiptDate'),
      ...fields('code', 'preAssignedNo'),
      ...fields('number', 'incomingDocumentEntryNo'),
    ],
    lines: [...LINE, ...fields('number', 'directUnitCost', 'unitCostLcy', 'quantityReceived', 'quantityInvoiced')],
  },
  {
    entity: 'salesDocument',
    title: 'Sales document',
    fields: [
      ...DOCUMENT,
      ...fields(
        'code',
        'sellToCustomerNo',
        'billToCustomerNo',
        'salespersonCode',
        'customerPostingGroup',
        'campaignNo',
      ),
      ...fields('text', 'sellToCustomerName', 'externalDocumentNo'),
      ...fields('date', 'requestedDeliveryDate', 'promisedDeliveryDate'),
      ...fields('number', 'incomingDocumentEntryNo'),
    ],
    lines: [...LINE, ...fields('number', 'unitPrice', 'unitCost', 'quantityShipped', 'quantityInvoiced')],
  },
  {
    entity: 'incomingDocument',
    title: 'Incoming document',
    fields: [
      option('status', 'New', 'Released', 'Rejected', 'Posted', 'Created', 'Failed', 'Pending Approval'),
      option('ocrStatus', '', 'Ready', 'Sent', 'Error', 'Success', 'Awaiting Verification'),
      option(
        'documentType',
        'Journal',
        'Sales Invoice',
        'Sales Credit Memo',
        'Purchase Invoice',
        'Purchase Credit Memo',
        '',
      ),
      ...fields('code', 'vendorNo', 'currencyCode', 'createdByUserId', 'releasedByUserId'),
      ...fields('text', 'description', 'vendorName', 'vendorInvoiceNo', 'vendorVatRegistrationNo'),
      ...fields('number', 'entryNo', 'amountExclVat', 'amountInclVat', 'vatAmount', 'amount'),
      ...fields('boolean', 'posted', 'released', 'processed'),
      ...fields('date', 'documentDate', 'dueDate', 'postingDate'),
      ...calculated('pendingApprovals'),
    ],
  },
];
