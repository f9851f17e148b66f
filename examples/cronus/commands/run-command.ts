import { type Actor, instantOf, type Ledger } from '../changes/ledger.ts';
import { editMaster } from '../changes/master-changes.ts';
import { applyOrderValues } from '../changes/order-changes.ts';
import { type OrderAct, postOrder, releaseOrder, reopenOrder, setOrderStatus } from '../changes/order-status.ts';
import { InvalidValuesError, RefusedError, UnknownRecordError } from '../changes/refused.ts';
import { problemText } from '../http/problem.ts';
import { findKind, type Kind } from '../records/kinds.ts';
import { ORDER_STATUSES, type OrderStatus } from '../records/order.ts';
import type { Command } from './command.ts';
import type { CommandAnswer } from './command-log.ts';

/** Whom changes are attributed to when a command names nobody. */
const NOBODY = 'werkstroom';

/**
 * Does what a command asks, once: the change, its event and the answer are one transaction. A refusal is an answer too; who asks again
 * after the reason is gone sends a new command.
 */
export function runCommand(ledger: Ledger, asked: Command): CommandAnswer {
  const { commands } = ledger.store;
  return ledger.store.transact(() => {
    const known = commands.find(asked.id);
    if (known) return known;
    const answer = answerTo(ledger, asked);
    commands.keep({ id: asked.id, type: asked.type, receivedAt: instantOf(ledger), answer });
    return answer;
  });
}

function answerTo(ledger: Ledger, asked: Command): CommandAnswer {
  try {
    perform(ledger, asked);
    return { status: 200, body: JSON.stringify({ id: asked.id, status: 'done' }) };
  } catch (error) {
    if (error instanceof RefusedError) return refusal(409, error.message);
    if (error instanceof UnknownRecordError || error instanceof InvalidValuesError) return refusal(422, error.message);
    throw error;
  }
}

function refusal(status: 409 | 422, detail: string): CommandAnswer {
  return { status, body: problemText(status, detail) };
}

function perform(ledger: Ledger, asked: Command): void {
  const { record, id: cause, user = NOBODY } = asked;
  const kind = findKind(record.entity);
  if (!kind) throw invalid('record/entity', `This ERP has no ${record.entity}.`);
  const doer = Object.hasOwn(DOERS, asked.type) ? DOERS[asked.type] : undefined;
  if (!doer) throw invalid('type', `This ERP does not know the command ${asked.type}.`);
  doer(ledger, { kind, number: record.id, actor: { user, cause }, asked });
}

/** A command with the record that it is about. */
interface Task {
  readonly kind: Kind;
  readonly number: string;
  readonly actor: Actor;
  readonly asked: Command;
}

type Doer = (ledger: Ledger, task: Task) => void;

/** What each command does. */
const DOERS: Readonly<Record<string, Doer>> = {
  'record.release': (ledger, task) => releaseOrder(ledger, orderAct(task)),
  'record.reopen': (ledger, task) => reopenOrder(ledger, orderAct(task)),
  'record.post': (ledger, task) => postOrder(ledger, orderAct(task)),
  'record.setStatus': (ledger, task) => setOrderStatus(ledger, orderAct(task), statusIn(task.asked)),
  'record.applyValues': (ledger, { kind, number, actor, asked: { values = {} } }) =>
    kind.shape === 'order'
      ? applyOrderValues(ledger, { kind, number, actor }, values)
      : editMaster(ledger, { kind, number, actor }, values),
};

/** A card has no status, so most commands mean something for orders only. */
function orderAct({ kind, number, actor, asked }: Task): OrderAct {
  if (kind.shape === 'order') return { kind, number, actor };
  throw invalid('type', `${kind.one} has no status, so ${asked.type} means nothing for it.`);
}

function statusIn({ values }: Command): OrderStatus {
  const found = ORDER_STATUSES.find((status) => status === values?.status);
  if (found) return found;
  throw invalid('values/status', `It must be one of: ${ORDER_STATUSES.join(', ')}.`);
}

function invalid(name: string, detail: string): InvalidValuesError {
  return new InvalidValuesError([{ name, detail }]);
}
