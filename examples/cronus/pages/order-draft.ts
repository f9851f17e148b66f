import { typedNumber } from '../http/forms.ts';
import type { JsonObject } from '../records/json.ts';
import type { Order } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';

/** An order as it stands in the form: everything is text, and may be wrong. */
export interface OrderDraft {
  readonly partnerNumber: string;
  readonly personCode: string;
  readonly orderDate: string;
  readonly requestedDate: string;
  readonly currencyCode: string;
  readonly lines: readonly DraftLine[];
  /** Of the order that the form was made from. */
  readonly version?: string;
}

export interface DraftLine {
  readonly lineType: string;
  readonly lineObjectNumber: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: string;
}

/** The form of an order that is there. */
export function draftOf(order: Order, version: number): OrderDraft {
  const { partnerNumber, personCode, orderDate, requestedDate, currencyCode } = order;
  const lines = order.lines.map((line) => ({
    ...line,
    quantity: String(line.quantity),
    unitAmount: String(line.unitAmount),
  }));
  return { partnerNumber, personCode, orderDate, requestedDate, currencyCode, lines, version: String(version) };
}

/** The form of a new order. @param now milliseconds since 1970. */
export function emptyDraft(now: number): OrderDraft {
  const orderDate = new Date(now).toISOString().slice(0, 10);
  return { partnerNumber: '', personCode: '', orderDate, requestedDate: '', currencyCode: '', lines: [] };
}

/** What was typed. Lines in which nothing was typed are not there. */
export function readDraft(typed: URLSearchParams): OrderDraft {
  const text = (name: string): string => typed.get(name) ?? '';
  const columns = ['lineType', 'lineObjectNumber', 'description', 'quantity', 'unitAmount'].map((name) =>
    typed.getAll(name),
  );
  const [types = [], numbers = [], descriptions = [], quantities = [], amounts = []] = columns;
  const lines = types.map((lineType, index) => ({
    lineType,
    lineObjectNumber: numbers[index] ?? '',
    description: descriptions[index] ?? '',
    quantity: quantities[index] ?? '',
    unitAmount: amounts[index] ?? '',
  }));
  return {
    partnerNumber: text('partnerNumber'),
    personCode: text('personCode'),
    orderDate: text('orderDate'),
    requestedDate: text('requestedDate'),
    currencyCode: text('currencyCode'),
    lines: lines.filter(({ lineType: _, ...rest }) => Object.values(rest).some((value) => value.trim() !== '')),
    ...(typed.has('version') && { version: text('version') }),
  };
}

/** The draft in the words of API v2.0. What is left empty in a line is left to the ERP. */
export function valuesOf(kind: OrderKind, draft: OrderDraft): JsonObject {
  return {
    [kind.partner.numberName]: draft.partnerNumber,
    [kind.person.name]: draft.personCode,
    [kind.requestedDate.name]: draft.requestedDate,
    orderDate: draft.orderDate,
    currencyCode: draft.currencyCode,
    [kind.lines]: draft.lines.map(({ lineType, lineObjectNumber, description, quantity, unitAmount }) => ({
      lineType,
      lineObjectNumber,
      description,
      ...(quantity.trim() && { quantity: typedNumber(quantity) }),
      ...(unitAmount.trim() && { [kind.unitAmount.name]: typedNumber(unitAmount) }),
    })),
  };
}
