import { masterBody, orderBody, type RecordBody } from '../events/record-body.ts';
import type { Kind } from '../records/kinds.ts';
import { type Actor, type Ledger, writeEvent } from './ledger.ts';
import { demandStatus, getOrder } from './order-lookup.ts';
import { RefusedError, UnknownRecordError } from './refused.ts';

/** Which record, and who asks. */
export interface ApprovalAct {
  readonly kind: Kind;
  readonly number: string;
  readonly actor: Actor;
}

/** Send Approval Request: the record stays as it is; whether somebody has to approve is Werkstroom's to say. @returns the event's id. */
export function askApproval(ledger: Ledger, { kind, number, actor }: ApprovalAct): string {
  if (kind.shape === 'order') {
    const { body: order } = getOrder(ledger, kind, number);
    demandStatus(kind, order, 'Draft');
    if (order.lines.length === 0) throw new RefusedError(`There is nothing to approve in ${kind.one} ${number}.`);
  }
  return writeEvent(ledger, { verb: 'approvalRequested', record: currentBody(ledger, kind, number), actor });
}

/** Cancel Approval Request. @returns the event's id. */
export function cancelApproval(ledger: Ledger, { kind, number, actor }: ApprovalAct): string {
  if (kind.shape === 'order') demandStatus(kind, getOrder(ledger, kind, number).body, 'In Review');
  return writeEvent(ledger, { verb: 'approvalCancelled', record: currentBody(ledger, kind, number), actor });
}

/** A record as it is now. @throws UnknownRecordError */
export function currentBody(ledger: Ledger, kind: Kind, number: string): RecordBody {
  if (kind.shape === 'order') return orderBody(kind, getOrder(ledger, kind, number).body, ledger.baseUrl);
  const stored = ledger.store.masters(kind).get(number);
  if (!stored) throw new UnknownRecordError(kind.one, number);
  return masterBody(kind, stored.body, ledger.baseUrl);
}
