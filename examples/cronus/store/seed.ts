import { instantOf, type Ledger, writeEvent } from '../changes/ledger.ts';
import { masterBody, orderBody } from '../events/record-body.ts';
import { CUSTOMER } from '../records/customer.ts';
import { ITEM } from '../records/item.ts';
import type { MasterKind, MasterRecord } from '../records/master-kind.ts';
import type { Order } from '../records/order.ts';
import { type OrderKind, PURCHASE_ORDER, SALES_ORDER } from '../records/order-kind.ts';
import { VENDOR } from '../records/vendor.ts';
import { SEED_CUSTOMERS, SEED_ITEMS, SEED_PURCHASE_ORDERS, SEED_SALES_ORDERS, SEED_VENDORS } from './seed-data.ts';

const ACTOR = { user: 'admin' };

/**
 * Fills an empty ERP. Each record is told to Werkstroom as created, as an ERP does when it is connected: the first change of a price or a
 * status can only be judged by whoever knows what was before.
 */
export function seed(ledger: Ledger): void {
  if (!ledger.store.isEmpty()) return;
  ledger.store.transact(() => {
    seedMasters(ledger, CUSTOMER, SEED_CUSTOMERS);
    seedMasters(ledger, VENDOR, SEED_VENDORS);
    seedMasters(ledger, ITEM, SEED_ITEMS);
    seedOrders(ledger, PURCHASE_ORDER, SEED_PURCHASE_ORDERS);
    seedOrders(ledger, SALES_ORDER, SEED_SALES_ORDERS);
  });
}

function seedMasters(ledger: Ledger, kind: MasterKind, records: readonly MasterRecord[]): void {
  for (const record of records) {
    ledger.store.masters(kind).put(record, instantOf(ledger));
    writeEvent(ledger, { verb: 'created', record: masterBody(kind, record, ledger.baseUrl), actor: ACTOR });
  }
}

function seedOrders(ledger: Ledger, kind: OrderKind, orders: readonly Order[]): void {
  for (const order of orders) {
    ledger.store.orders(kind).put(order, instantOf(ledger));
    writeEvent(ledger, { verb: 'created', record: orderBody(kind, order, ledger.baseUrl), actor: ACTOR });
  }
}
