import { Worker } from 'node:worker_threads';
import type { Outcome } from './commit-together.ts';
import { settler } from './database.ts';
import { DatabaseClosedError, type LocalDatabase } from './local-database.ts';
import { applyMigration } from './migration.ts';
import { openFile } from './open-file.ts';
import { statementsOf } from './statements.ts';
import { type FromThread, receivedOutcome, type ToThread } from './thread-messages.ts';

/** Sent before the turn of the event loop ends, so that the thread begins while this one is still at work. */
const REQUESTS_AT_ONCE = 8;

/**
 * Opens or creates a database that is read on this thread and written on one of its own, so that commits hold nobody up.
 *
 * @param thread the module that runs there: it calls `serveTransactions` with all operations that will be asked for.
 * @throws DatabaseUnreadableError
 */
export function openThreadedDatabase(file: string, thread: URL): LocalDatabase {
  const db = openFile(file);
  const worker = new Worker(thread, { workerData: { file } });
  const send = (message: ToThread): void => worker.postMessage(message);
  const waiting: ((outcome: Outcome) => void)[] = [];
  let requests: [name: string, input: unknown][] = [];
  let isClosed = false;

  const flush = (): void => {
    if (requests.length > 0) send({ requests });
    requests = [];
  };
  worker.on('message', (outcomes: FromThread) => {
    const answered = waiting.splice(0, outcomes.length);
    for (const [index, outcome] of outcomes.entries()) answered[index]?.(receivedOutcome(outcome));
  });
  // Nothing can be written any more. What is on the disk is whole: the process ends, and its next start goes on from there.
  worker.on('error', (error) => {
    throw error;
  });

  return {
    transact(operation, input) {
      return new Promise((resolve, reject) => {
        if (isClosed) {
          reject(new DatabaseClosedError('The database is closed.'));
          return;
        }
        if (requests.length === 0) setImmediate(flush);
        requests.push([operation.name, input]);
        waiting.push(settler({ resolve, reject }));
        if (requests.length >= REQUESTS_AT_ONCE) flush();
      });
    },
    prepare: statementsOf(db),
    migrate: (module, statements) => applyMigration(db, module, statements),
    async close() {
      if (isClosed) return;
      isClosed = true;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      flush();
      send({ requests: [], isLast: true });
      await ended;
      db.close();
    },
  };
}
