import { isDeepStrictEqual } from 'node:util';
import { orderBody } from '../events/record-body.ts';
import type { JsonObject } from '../records/json.ts';
import type { Order } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { type Actor, instantOf, type Ledger, writeEvent } from './ledger.ts';
import { demandStatus, demandVersion, getOrder } from './order-lookup.ts';
import type { OrderAct } from './order-status.ts';
import { withOrderValues } from './order-values.ts';
import { InvalidValuesError, RefusedError } from './refused.ts';

/** Makes a new, open order. @returns its number. */
export function createOrder(
  ledger: Ledger,
  { kind, actor }: { kind: OrderKind; actor: Actor },
  values: JsonObject,
): string {
  const table = ledger.store.orders(kind);
  const empty: Order = {
    number: table.takeNumber(kind.numbers),
    partnerNumber: '',
    partnerName: '',
    personCode: '',
    orderDate: instantOf(ledger).slice(0, 10),
    requestedDate: '',
    currencyCode: '',
    status: 'Draft',
    posted: false,
    lines: [],
  };
  const order = withOrderValues(ledger, kind, empty, values);
  if (!order.partnerNumber) {
    throw new InvalidValuesError([{ name: kind.partner.numberName, detail: 'It is required.' }]);
  }
  table.put(order, instantOf(ledger));
  writeEvent(ledger, { verb: 'created', record: orderBody(kind, order, ledger.baseUrl), actor });
  return order.number;
}

/** Changes an order that is open, as a person or a script does. @param shownVersion of the page that was filled in. */
export function editOrder(ledger: Ledger, act: OrderAct, values: JsonObject, shownVersion?: number): void {
  const stored = getOrder(ledger, act.kind, act.number);
  demandStatus(act.kind, stored.body, 'Draft');
  demandVersion(act.kind, stored, shownVersion);
  saveValues(ledger, act, stored.body, values);
}

/** Changes an order because its workflow says so, also while its approval is pending. */
export function applyOrderValues(ledger: Ledger, act: OrderAct, values: JsonObject): void {
  const { body: order } = getOrder(ledger, act.kind, act.number);
  if (order.posted) throw new RefusedError(`${act.kind.one} ${act.number} is posted.`);
  if (order.status !== 'In Review') demandStatus(act.kind, order, 'Draft');
  saveValues(ledger, act, order, values);
}

/** Deletes an order that is open. */
export function deleteOrder(ledger: Ledger, { kind, number, actor }: OrderAct): void {
  const { body: order } = getOrder(ledger, kind, number);
  demandStatus(kind, order, 'Draft');
  ledger.store.orders(kind).remove(number);
  writeEvent(ledger, { verb: 'deleted', record: orderBody(kind, order, ledger.baseUrl), actor });
}

function saveValues(ledger: Ledger, { kind, actor }: OrderAct, before: Order, values: JsonObject): void {
  const after = withOrderValues(ledger, kind, before, values);
  if (isDeepStrictEqual(before, after)) return;
  ledger.store.orders(kind).put(after, instantOf(ledger));
  const previous = orderBody(kind, before, ledger.baseUrl).fields;
  writeEvent(ledger, { verb: 'modified', record: orderBody(kind, after, ledger.baseUrl), actor, previous });
}
