import type { Entity, KindNames } from './record-kind.ts';

/** A kind of order: what its parts are called in API v2.0 and on pages. */
export interface OrderKind extends KindNames {
  readonly shape: 'order';
  readonly entity: Extract<Entity, 'purchaseDocument' | 'salesDocument'>;
  readonly partner: {
    readonly entity: Extract<Entity, 'customer' | 'vendor'>;
    readonly numberName: string;
    readonly nameName: string;
    readonly label: string;
  };
  readonly person: { readonly name: string; readonly label: string };
  readonly requestedDate: { readonly name: string; readonly label: string };
  readonly lines: string;
  readonly unitAmount: { readonly name: string; readonly label: string };
  /** Which field of an item a new line takes its unit amount from. */
  readonly itemAmount: 'unitCost' | 'unitPrice';
  /** What says on the API that the order is posted. */
  readonly postedName: string;
}

export const PURCHASE_ORDER: OrderKind = {
  shape: 'order',
  entity: 'purchaseDocument',
  path: 'purchase-orders',
  collection: 'purchaseOrders',
  one: 'Purchase Order',
  many: 'Purchase Orders',
  numbers: { first: 106_001, step: 1 },
  partner: { entity: 'vendor', numberName: 'vendorNumber', nameName: 'vendorName', label: 'Vendor' },
  person: { name: 'purchaser', label: 'Purchaser code' },
  requestedDate: { name: 'requestedReceiptDate', label: 'Requested receipt date' },
  lines: 'purchaseOrderLines',
  unitAmount: { name: 'unitCost', label: 'Direct unit cost' },
  itemAmount: 'unitCost',
  postedName: 'fullyReceived',
};

export const SALES_ORDER: OrderKind = {
  shape: 'order',
  entity: 'salesDocument',
  path: 'sales-orders',
  collection: 'salesOrders',
  one: 'Sales Order',
  many: 'Sales Orders',
  numbers: { first: 101_001, step: 1 },
  partner: { entity: 'customer', numberName: 'customerNumber', nameName: 'customerName', label: 'Customer' },
  person: { name: 'salesperson', label: 'Salesperson code' },
  requestedDate: { name: 'requestedDeliveryDate', label: 'Requested delivery date' },
  lines: 'salesOrderLines',
  unitAmount: { name: 'unitPrice', label: 'Unit price' },
  itemAmount: 'unitPrice',
  postedName: 'fullyShipped',
};
