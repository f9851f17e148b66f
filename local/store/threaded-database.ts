import { Worker } from 'node:worker_threads';
import { commitTogether } from './commit-together.ts';
import { DatabaseClosedError, type LocalDatabase } from './local-database.ts';
import { applyMigration } from './migration.ts';
import { openFile } from './open-file.ts';
import { type QueuedWork, settleAll, settling } from './queued-work.ts';
import { statementsOf } from './statements.ts';
import { type FromThread, receivedOutcomes, type ToThread } from './thread-messages.ts';

/** So many go to the thread before the turn of the event loop ends, so that it begins while this one is still at work. */
const AT_ONCE = 40;
/** Fewer than so many are written on this thread where the other one has nothing to do. */
const FEW = 16;
/**
 * After so many operations the thread moves the log into the file, while this one may go on writing. Each dirties some pages, and the later they
 * are moved, the more of them stand for several.
 */
const CHECKPOINT_AFTER = 6_000;
/** One that is committed with few others writes so many times as much into the log: without the thread a COMMIT here would move it, once it is full. */
const WEIGHT_OF_FEW = 6;

/**
 * Opens or creates a database that is read on this thread and written on one of its own, so that commits hold nobody up. Where there is little to
 * write and the thread has nothing to do, this one writes itself: to hand it over and to be woken takes longer.
 *
 * @param thread the module that runs there: it calls `serveTransactions` with all operations that will be asked for.
 * @throws DatabaseUnreadableError
 */
export function openThreadedDatabase(file: string, thread: URL): LocalDatabase {
  const db = openFile(file);
  const prepare = statementsOf(db);
  const worker = new Worker(thread, { workerData: { file } });
  const send = (message: ToThread): void => worker.postMessage(message);
  let queue: QueuedWork[] = [];
  /** What the thread has not answered yet, in order. */
  const handedOver: QueuedWork[] = [];
  let sinceCheckpoint = 0;
  let isClosed = false;

  const flush = (): void => {
    const batch = queue;
    queue = [];
    if (batch.length === 0) return;
    const isWrittenHere = handedOver.length === 0 && batch.length < FEW;
    sinceCheckpoint += isWrittenHere ? WEIGHT_OF_FEW * batch.length : batch.length;
    const isCheckpoint = sinceCheckpoint >= CHECKPOINT_AFTER;
    if (isCheckpoint) sinceCheckpoint = 0;
    if (isWrittenHere) {
      settleAll(batch, commitTogether({ db, prepare }, batch));
      if (isCheckpoint) send({ requests: [], isCheckpoint });
      return;
    }
    handedOver.push(...batch);
    send({ requests: batch.map(({ operation, input }) => [operation.name, input]), isCheckpoint });
  };
  /** What the thread has answered and nobody was told yet, in order. */
  const answered: FromThread[] = [];
  /** One answer in a turn of the event loop: whatever comes from outside would wait behind all of them, and each brings the next work for the thread. */
  const settleNext = (): void => {
    const sent = answered.shift();
    if (!sent) return;
    if (answered.length > 0) setImmediate(settleNext);
    settleAll(handedOver.splice(0, sent.values.length), receivedOutcomes(sent));
  };
  worker.on('message', (sent: FromThread) => {
    if (answered.push(sent) === 1) setImmediate(settleNext);
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
        if (queue.length === 0) setImmediate(flush);
        queue.push({ operation, input, settle: settling({ resolve, reject }) });
        if (queue.length >= AT_ONCE) flush();
      });
    },
    prepare,
    migrate: (module, statements) => applyMigration(db, module, statements),
    async close() {
      if (isClosed) return;
      isClosed = true;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      flush();
      send({ requests: [], isLast: true });
      await ended;
      while (answered.length > 0) settleNext();
      // Whoever was told last may still read what it wrote.
      await new Promise((resolve) => setImmediate(resolve));
      db.close();
    },
  };
}
