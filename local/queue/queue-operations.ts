import { DEDUPLICATION_MILLISECONDS, isFifo } from '../../shared/adapters/queue/message-rules.ts';
import type { OutgoingMessage, QueueName } from '../../shared/ports/queue.ts';
import type { Operation } from '../store/operation.ts';
import { appendMessage } from './append-message.ts';
import { type LetterRow, messageOfLetter } from './letter-row.ts';
import type { Batch, ReceiveOptions } from './message-source.ts';
import type { QueueContext } from './queue-context.ts';
import { receiveMessages } from './receive-messages.ts';
import { type Settlement, settleMessages } from './settle-messages.ts';

/** When an operation takes place, in milliseconds since 1970. */
interface At {
  readonly now: number;
}

/** Puts a message at the end of its queue, unless it is a repetition. */
export const sendMessage: Operation<At & { queue: QueueName; id: string; message: OutgoingMessage }, void> = {
  name: 'queue.send',
  run(prepare, { now, queue, id, message }) {
    const context = { prepare, now };
    const deduplicationId = isFifo(queue) ? message.deduplicationId : undefined;
    const isNew = deduplicationId === undefined || rememberFirst(context, { queue, id: deduplicationId });
    if (isNew) appendMessage(context, { ...message, queue, id });
  },
};

/** See {@link MessageSource.receive}. */
export const receiveBatch: Operation<At & ReceiveOptions & { queue: QueueName; receipt: string }, Batch> = {
  name: 'queue.receive',
  run: (prepare, { now, ...request }) => receiveMessages({ prepare, now }, request),
};

/** See {@link MessageSource.settle}. */
export const settleBatch: Operation<At & Settlement, void> = {
  name: 'queue.settle',
  run: (prepare, { now, ...settlement }) => settleMessages({ prepare, now }, settlement),
};

/** Puts a dead letter back into its queue and answers it. */
export const redriveLetter: Operation<At & { id: string }, LetterRow | undefined> = {
  name: 'queue.redrive',
  run(prepare, { now, id }) {
    const row = prepare('delete from dead_letters where id = ? returning *').get(id);
    if (row) appendMessage({ prepare, now }, messageOfLetter(row));
    return row;
  },
};

/** What was in flight when the last process ended is due at once. The end of the process was not the message's failure, so it does not count as a try. */
export const releaseInterrupted: Operation<At, void> = {
  name: 'queue.releaseInterrupted',
  run(prepare, { now }) {
    prepare(`update messages set receipt = null, receive_count = receive_count - 1,
      interruption_count = interruption_count + 1 where receipt is not null`).run();
    prepare('update lanes set receipt = null, available_at = ? where receipt is not null').run(now);
  },
};

/** Gives what is in flight so many milliseconds more. */
export const postponeLeases: Operation<number, void> = {
  name: 'queue.postponeLeases',
  run(prepare, milliseconds) {
    prepare('update lanes set available_at = available_at + ? where receipt is not null').run(milliseconds);
  },
};

/** Whether the deduplication id is new. Forgets the old ones on the way. */
function rememberFirst({ prepare, now }: QueueContext, { queue, id }: { queue: QueueName; id: string }): boolean {
  prepare('delete from deduplications where forget_at <= ?').run(now);
  const sql = 'insert into deduplications (queue, id, forget_at) values (?, ?, ?) on conflict do nothing';
  return prepare(sql).run(queue, id, now + DEDUPLICATION_MILLISECONDS).changes > 0;
}
