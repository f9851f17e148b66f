import { orderBody } from '../events/record-body.ts';
import { partnerKind } from '../records/kinds.ts';
import type { Order, OrderStatus } from '../records/order.ts';
import type { OrderKind } from '../records/order-kind.ts';
import { type Actor, instantOf, type Ledger, writeEvent } from './ledger.ts';
import { demandStatus, getOrder } from './order-lookup.ts';
import { RefusedError } from './refused.ts';

/** Which order, and who acts. */
export interface OrderAct {
  readonly kind: OrderKind;
  readonly number: string;
  readonly actor: Actor;
}

/** Releases an order; one that is released stays as it is. @throws RefusedError when its vendor or customer is blocked. */
export function releaseOrder(ledger: Ledger, act: OrderAct): void {
  const { body: order } = getOrder(ledger, act.kind, act.number);
  refusePosted(act.kind, order);
  if (order.status === 'Open') return;
  if (order.lines.length === 0)
    throw new RefusedError(`There is nothing to release for ${act.kind.one} ${act.number}.`);
  refuseBlockedPartner(ledger, act.kind, order, ['All']);
  change(ledger, act, { before: order, after: { ...order, status: 'Open' }, verb: 'released' });
}

/** Opens an order for editing again; one that is open stays as it is. */
export function reopenOrder(ledger: Ledger, act: OrderAct): void {
  const { body: order } = getOrder(ledger, act.kind, act.number);
  refusePosted(act.kind, order);
  if (order.status === 'Draft') return;
  change(ledger, act, { before: order, after: { ...order, status: 'Draft' }, verb: 'reopened' });
}

/** Marks an order as waiting for its approval; one that is marked stays as it is. */
function setPending(ledger: Ledger, act: OrderAct): void {
  const { body: order } = getOrder(ledger, act.kind, act.number);
  refusePosted(act.kind, order);
  if (order.status === 'In Review') return;
  change(ledger, act, { before: order, after: { ...order, status: 'In Review' }, verb: 'modified' });
}

/** What each status is reached by. */
const REACHED_BY: Readonly<Record<OrderStatus, (ledger: Ledger, act: OrderAct) => void>> = {
  Draft: reopenOrder,
  'In Review': setPending,
  Open: releaseOrder,
};

/** Sets the status to any of the three, with what belongs to it. */
export function setOrderStatus(ledger: Ledger, act: OrderAct, status: OrderStatus): void {
  REACHED_BY[status](ledger, act);
}

/** Posts a released order. Posting cannot be undone. */
export function postOrder(ledger: Ledger, act: OrderAct): void {
  const { body: order } = getOrder(ledger, act.kind, act.number);
  refusePosted(act.kind, order);
  demandStatus(act.kind, order, 'Open');
  refuseBlockedPartner(ledger, act.kind, order, ['All', 'Ship', 'Invoice']);
  change(ledger, act, { before: order, after: { ...order, posted: true }, verb: 'posted' });
}

/** What a person may not do while others decide; commands of the approval workflow may. @throws RefusedError */
export function refuseWhilePending(ledger: Ledger, { kind, number }: Omit<OrderAct, 'actor'>): void {
  const { body: order } = getOrder(ledger, kind, number);
  if (order.status !== 'In Review') return;
  throw new RefusedError(
    'The approval process must be completed or cancelled first. Use Cancel Approval Request to take the request back.',
  );
}

function change(ledger: Ledger, act: OrderAct, { before, after, verb }: { before: Order; after: Order; verb: string }) {
  const { kind, actor } = act;
  ledger.store.orders(kind).put(after, instantOf(ledger));
  const previous = orderBody(kind, before, ledger.baseUrl).fields;
  writeEvent(ledger, { verb, record: orderBody(kind, after, ledger.baseUrl), actor, previous });
}

function refusePosted(kind: OrderKind, order: Order): void {
  if (order.posted) throw new RefusedError(`${kind.one} ${order.number} is posted.`);
}

function refuseBlockedPartner(ledger: Ledger, kind: OrderKind, order: Order, blocks: readonly string[]): void {
  const partners = partnerKind(kind);
  const blocked = ledger.store.masters(partners).get(order.partnerNumber)?.body.blocked;
  if (typeof blocked === 'string' && blocks.includes(blocked)) {
    throw new RefusedError(`${partners.one} ${order.partnerNumber} is blocked.`);
  }
}
