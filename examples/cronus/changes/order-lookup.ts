import type { Kind } from '../records/kinds.ts';
import { type Order, type OrderStatus, statusWords } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import type { Stored } from '../store/record-table.ts';
import type { Ledger } from './ledger.ts';
import { RefusedError, UnknownRecordError } from './refused.ts';

/** @throws UnknownRecordError */
export function getOrder(ledger: Ledger, kind: OrderKind, number: string): Stored<Order> {
  const stored = ledger.store.orders(kind).get(number);
  if (!stored) throw new UnknownRecordError(kind.one, number);
  return stored;
}

/** @throws RefusedError in the words of Business Central. */
export function demandStatus(kind: OrderKind, order: Order, needed: OrderStatus): void {
  if (order.status === needed && !order.posted) return;
  const words = statusWords({ status: needed, posted: false });
  throw new RefusedError(
    `Status must be equal to '${words}' in ${kind.one}: No.=${order.number}. Current value is '${statusWords(order)}'.`,
  );
}

/** @throws RefusedError when somebody else has changed the record since a page was shown. */
export function demandVersion(kind: Kind, stored: Stored<{ number: string }>, shownVersion: number | undefined): void {
  if (shownVersion === undefined || stored.version === shownVersion) return;
  throw new RefusedError(
    `Another user has changed ${kind.one} ${stored.body.number} since you opened it. Look at it again, then make your change.`,
  );
}
