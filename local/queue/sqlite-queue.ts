import type { Outcome } from '../../shared/adapters/queue/message-outcome.ts';
import { checkMessage } from '../../shared/adapters/queue/message-rules.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { Queue, QueueName } from '../../shared/ports/queue.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import { createListeners } from './arrival-listeners.ts';
import type { MessageSource } from './message-source.ts';
import { postponeLeases, receiveBatch, releaseInterrupted, sendMessage, settleBatch } from './queue-operations.ts';
import { QUEUE_TABLES } from './queue-tables.ts';
import { createSqliteDeadLetters } from './sqlite-dead-letters.ts';

/** Nothing is said of a message that was not tried. */
const NOT_TRIED: Outcome = { kind: 'heldBack' };

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
  const { prepare } = database;
  const listeners = createListeners();
  await database.transact(releaseInterrupted, { now: clock.now() });

  return {
    deadLetters: createSqliteDeadLetters({ database, clock, onRedriven: listeners.notify }),
    async send(queue, message) {
      checkMessage(queue, message);
      await database.transact(sendMessage, { queue, message, id: ids.newId(), now: clock.now() });
      listeners.notify(queue);
    },
    receive: (queue, receiveOptions) =>
      database.transact(receiveBatch, { ...receiveOptions, queue, receipt: ids.newId(), now: clock.now() }),
    async settle({ queue, receipt, messages }, outcomes) {
      const settled = messages.map(({ id, sequence }) => ({ sequence, outcome: outcomes.get(id) ?? NOT_TRIED }));
      await database.transact(settleBatch, { queue, receipt, messages: settled, now: clock.now() });
      listeners.notify(queue);
    },
    nextReceiveAt(queue) {
      const at = prepare('select min(available_at) as at from lanes where queue = ?').get(queue)?.at;
      return at == null ? undefined : Number(at);
    },
    onArrival: listeners.add,
    countMessages: (queue) =>
      Number(prepare('select count(*) as count from messages where queue = ?').get(queue)?.count),
    postponeLeases: (milliseconds) => database.transact(postponeLeases, milliseconds),
  };
}
