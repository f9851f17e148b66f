import { checkMessage, DEDUPLICATION_MILLISECONDS, isFifo } from '../../shared/adapters/queue/message-rules.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { Queue, QueueName } from '../../shared/ports/queue.ts';
import type { LocalDatabase } from '../store/database.ts';
import { statementsOf } from '../store/statements.ts';
import { appendMessage } from './append-message.ts';
import { createListeners } from './arrival-listeners.ts';
import type { MessageSource } from './message-source.ts';
import type { QueueContext } from './queue-context.ts';
import { QUEUE_TABLES } from './queue-tables.ts';
import { receiveMessages } from './receive-messages.ts';
import { settleMessages } from './settle-messages.ts';
import { createSqliteDeadLetters } from './sqlite-dead-letters.ts';

/** The queues of one machine: sending and consuming side, and the dead letters. */
export interface SqliteQueue extends Queue, MessageSource {
  readonly deadLetters: DeadLetters;
  /** How many messages wait, are in flight, or will be tried again. */
  countMessages(queue: QueueName): number;
  /** Keeps a jump of the clock from ending the visibility timeouts of messages in flight: call it before the jump. */
  postponeLeases(milliseconds: number): Promise<void>;
}

/**
 * Opens the queues in the shared database. Messages that were in flight when the last process ended are due at once:
 * this process is the only one that uses the file.
 */
export async function openSqliteQueue(options: {
  database: LocalDatabase;
  clock: Clock;
  ids: IdSource;
}): Promise<SqliteQueue> {
  const { database, clock, ids } = options;
  database.migrate('queue', QUEUE_TABLES);
  const context: QueueContext = { prepare: statementsOf(database), clock, ids };
  const { prepare } = context;
  const listeners = createListeners();
  await database.transact(() => releaseInterrupted(context));

  return {
    deadLetters: createSqliteDeadLetters({ database, context, onRedriven: listeners.notify }),
    async send(queue, message) {
      checkMessage(queue, message);
      await database.transact(() => {
        if (isFifo(queue) && message.deduplicationId !== undefined) {
          if (!rememberFirst(context, { queue, id: message.deduplicationId })) return;
        }
        appendMessage(context, { ...message, queue, id: ids.newId() });
      });
      listeners.notify(queue);
    },
    receive: (queue, receiveOptions) => database.transact(() => receiveMessages(context, { queue, ...receiveOptions })),
    async settle(batch, outcomes) {
      await database.transact(() => settleMessages(context, { batch, outcomes }));
      listeners.notify(batch.queue);
    },
    nextReceiveAt(queue) {
      const at = prepare('select min(available_at) as at from lanes where queue = ?').get(queue)?.at;
      return at == null ? undefined : Number(at);
    },
    onArrival: listeners.add,
    countMessages: (queue) =>
      Number(prepare('select count(*) as count from messages where queue = ?').get(queue)?.count),
    postponeLeases: (milliseconds) =>
      database.transact(() => {
        prepare('update lanes set available_at = available_at + ? where receipt is not null').run(milliseconds);
      }),
  };
}

/** Whether the deduplication id is new. Forgets the old ones on the way. */
function rememberFirst({ prepare, clock }: QueueContext, { queue, id }: { queue: QueueName; id: string }): boolean {
  prepare('delete from deduplications where forget_at <= ?').run(clock.now());
  const forgetAt = clock.now() + DEDUPLICATION_MILLISECONDS;
  const sql = 'insert into deduplications (queue, id, forget_at) values (?, ?, ?) on conflict do nothing';
  return prepare(sql).run(queue, id, forgetAt).changes > 0;
}

/** The end of the process was not the message's failure, so it does not count as a try. */
function releaseInterrupted({ prepare, clock }: QueueContext): void {
  prepare(`update messages set receipt = null, receive_count = receive_count - 1,
    interruption_count = interruption_count + 1 where receipt is not null`).run();
  prepare('update lanes set receipt = null, available_at = ? where receipt is not null').run(clock.now());
}
