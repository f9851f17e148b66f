import type { JsonObject } from './json.ts';
import { inLocalCurrency } from './money.ts';
import { netAmountOf, type Order, type OrderLine, totalsOf } from './order.ts';
import type { OrderKind } from './order-kind.ts';

/** The header of an order as API v2.0 shows it. */
export function orderFields(kind: OrderKind, order: Order): JsonObject {
  const { excludingTax, tax, includingTax } = totalsOf(order);
  return {
    number: order.number,
    documentType: 'Order',
    orderDate: order.orderDate,
    ...(order.requestedDate && { [kind.requestedDate.name]: order.requestedDate }),
    [kind.partner.numberName]: order.partnerNumber,
    [kind.partner.nameName]: order.partnerName,
    [kind.person.name]: order.personCode,
    currencyCode: order.currencyCode,
    status: order.status,
    totalAmountExcludingTax: excludingTax,
    totalAmountExcludingTaxLcy: inLocalCurrency(excludingTax, order.currencyCode),
    totalTaxAmount: tax,
    totalAmountIncludingTax: includingTax,
    [kind.postedName]: order.posted,
  };
}

/** The lines of an order as API v2.0 shows them. */
export function orderLines(kind: OrderKind, order: Order): readonly JsonObject[] {
  return order.lines.map((line, index) => orderLineFields(kind, line, index));
}

/** Business Central leaves room between lines: 10000, 20000, ... */
const SEQUENCE_STEP = 10_000;

function orderLineFields(kind: OrderKind, line: OrderLine, index: number): JsonObject {
  return {
    sequence: (index + 1) * SEQUENCE_STEP,
    lineType: line.lineType,
    lineObjectNumber: line.lineObjectNumber,
    description: line.description,
    quantity: line.quantity,
    [kind.unitAmount.name]: line.unitAmount,
    netAmount: netAmountOf(line),
  };
}
