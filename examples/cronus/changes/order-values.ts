import type { Json, JsonObject } from '../records/json.ts';
import { partnerKind } from '../records/kinds.ts';
import { CURRENCY_CODES } from '../records/money.ts';
import type { Order } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { createFaultCollector } from './fault-collector.ts';
import type { Ledger } from './ledger.ts';
import { readOrderLines } from './order-line-values.ts';
import { type Read, readDay, readOption, readText } from './read-values.ts';

/** Fields that follow from others. They may be sent along, as whoever read the order has them, and are not taken. */
const DERIVED = [
  'number',
  'documentType',
  'status',
  'totalAmountExcludingTax',
  'totalAmountExcludingTaxLcy',
  'totalTaxAmount',
  'totalAmountIncludingTax',
  'lastModifiedDateTime',
];

/** An order with new values, which are told in the words of API v2.0. @throws InvalidValuesError with everything that is wrong. */
export function withOrderValues(ledger: Ledger, kind: OrderKind, order: Order, values: JsonObject): Order {
  const faults = createFaultCollector();
  const derived = [...DERIVED, kind.partner.nameName, kind.postedName];
  const given = Object.entries(values).filter(([name]) => !derived.includes(name));
  const changes = given.map(([name, value]): Partial<Order> => {
    if (name === kind.lines) return { lines: readOrderLines(ledger, kind, value, faults) };
    return faults.take(name, readHeader(ledger, kind, name, value), {});
  });
  faults.demandNone();
  return Object.assign({ ...order }, ...changes);
}

function readHeader(ledger: Ledger, kind: OrderKind, name: string, value: Json): Read<Partial<Order>> {
  switch (name) {
    case kind.partner.numberName:
      return readPartner(ledger, kind, value);
    case kind.person.name:
      return as(readText(value), (personCode) => ({ personCode }));
    case kind.requestedDate.name:
      return as(readDay(value), (requestedDate) => ({ requestedDate }));
    case 'orderDate':
      return as(readDay(value), (orderDate) => ({ orderDate }));
    case 'currencyCode':
      return as(readOption(value, CURRENCY_CODES), (currencyCode) => ({ currencyCode }));
    default:
      return { fault: `${kind.one} has no field of this name that can be set.` };
  }
}

function as<Value, Result>(read: Read<Value>, make: (value: Value) => Result): Read<Result> {
  return 'fault' in read ? read : { value: make(read.value) };
}

function readPartner(ledger: Ledger, kind: OrderKind, value: Json): Read<Partial<Order>> {
  const partner = typeof value === 'string' ? ledger.store.masters(partnerKind(kind)).get(value)?.body : undefined;
  if (!partner) return { fault: `${kind.partner.label} ${String(value)} does not exist.` };
  return { value: { partnerNumber: partner.number, partnerName: partner.displayName } };
}
