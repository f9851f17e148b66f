import { z } from 'zod';
import { roundToCents } from './money.ts';

/** What a line buys or sells, in the words of Business Central's API v2.0. */
export const LINE_TYPES = ['Item', 'Account', 'Resource', 'Fixed Asset', 'Charge', 'Comment'] as const;

const orderLine = z.strictObject({
  lineType: z.enum(LINE_TYPES),
  /** Number of the item, account, ... */
  lineObjectNumber: z.string(),
  description: z.string(),
  quantity: z.number(),
  /** Unit cost of a purchase line, unit price of a sales line, excluding VAT. */
  unitAmount: z.number(),
});

/** The words of API v2.0: what people here call Open is a Draft there, and Open there is Released here. */
export const ORDER_STATUSES = ['Draft', 'In Review', 'Open'] as const;

/** A purchase or sales order. */
export const orderSchema = z.strictObject({
  number: z.string().min(1),
  /** Vendor or customer. */
  partnerNumber: z.string(),
  partnerName: z.string(),
  /** Code of the purchaser or salesperson. */
  personCode: z.string(),
  /** `2026-03-02`. */
  orderDate: z.string(),
  /** When it should arrive; empty when nobody said. */
  requestedDate: z.string(),
  /** Empty: local currency. */
  currencyCode: z.string(),
  status: z.enum(ORDER_STATUSES),
  posted: z.boolean(),
  lines: z.array(orderLine),
});

export type Order = z.infer<typeof orderSchema>;
export type OrderLine = z.infer<typeof orderLine>;
export type OrderStatus = Order['status'];

const VAT_RATE = 0.21;

/** What a line comes to, excluding VAT. */
export function netAmountOf(line: Pick<OrderLine, 'quantity' | 'unitAmount'>): number {
  return roundToCents(line.quantity * line.unitAmount);
}

/** What an order comes to, in its currency. */
export function totalsOf({ lines }: Pick<Order, 'lines'>): { excludingTax: number; tax: number; includingTax: number } {
  const excludingTax = roundToCents(lines.reduce((sum, line) => sum + netAmountOf(line), 0));
  const tax = roundToCents(excludingTax * VAT_RATE);
  return { excludingTax, tax, includingTax: roundToCents(excludingTax + tax) };
}

/** The status as people of Business Central read it. */
export function statusWords({ status, posted }: Pick<Order, 'status' | 'posted'>): string {
  return posted ? 'Posted' : STATUS_WORDS[status];
}

const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  Draft: 'Open',
  'In Review': 'Pending Approval',
  Open: 'Released',
};
