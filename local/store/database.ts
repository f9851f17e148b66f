import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { applyMigration } from './migration.ts';

/** The one SQLite file of a data folder. Item store, queue and engine journal share it, so that one fsync serves all of them. */
export interface LocalDatabase {
  /**
   * Runs `work` in order of the calls, together with all other work of this turn of the event loop in one transaction.
   * Settles after COMMIT, so what it resolved with is durable. Work that throws is undone alone and rejects alone.
   *
   * `work` must be synchronous and must not begin or end transactions.
   *
   * @throws CommitFailedError when the whole transaction failed: disk full, I/O error.
   * @throws DatabaseClosedError after `close`.
   */
  transact<T>(work: (db: DatabaseSync) => T): Promise<T>;
  /** Runs `work` at once. It sees everything that was acknowledged, and nothing half done. */
  read<T>(work: (db: DatabaseSync) => T): T;
  /**
   * Brings the tables of one module up to date: statement n of the list makes version n. Only ever append to a list.
   *
   * @throws DatabaseTooNewError when the file was written by a later version of this program.
   */
  migrate(module: string, statements: readonly string[]): void;
  /** Commits what is queued, then closes the file. */
  close(): void;
}

/** The transaction did not commit. Whether its effects are on the disk is known only when the file is opened again. */
export class CommitFailedError extends Error {
  override readonly name = 'CommitFailedError';
}

/** The database was closed before the call. */
export class DatabaseClosedError extends Error {
  override readonly name = 'DatabaseClosedError';
}

/** The file is there, and is no database of ours. */
export class DatabaseUnreadableError extends Error {
  override readonly name = 'DatabaseUnreadableError';
}

/** One transaction takes at most this much queued work, so that a burst cannot hold up the event loop for long. */
const MAX_WORK_PER_TRANSACTION = 512;

interface QueuedWork {
  run(db: DatabaseSync): void;
  /** Called after COMMIT. */
  settle(): void;
  reject(error: unknown): void;
}

/**
 * Opens or creates the database. `:memory:` gives one that lives in memory only.
 *
 * WAL with synchronous=FULL fsyncs the log at each COMMIT: an acknowledged write survives kill -9 and power loss. The log is moved into
 * the file every 8,000 pages (32 MB): more often costs more fsyncs, more rarely a longer start after a crash.
 *
 * @throws DatabaseUnreadableError
 */
export function openDatabase(file: string): LocalDatabase {
  const db = openFile(file);
  const control = transactionControl(db);
  let queue: QueuedWork[] = [];
  let scheduled: NodeJS.Immediate | undefined;

  const flush = (): void => {
    clearImmediate(scheduled);
    scheduled = undefined;
    const batch = queue.slice(0, MAX_WORK_PER_TRANSACTION);
    queue = queue.slice(MAX_WORK_PER_TRANSACTION);
    if (queue.length > 0) scheduled = setImmediate(flush);
    commitTogether({ db, control }, batch);
  };

  return {
    transact(work) {
      return new Promise((resolve, reject) => {
        if (!db.isOpen) {
          reject(new DatabaseClosedError('The database is closed.'));
          return;
        }
        queue.push(queuedWork(work, { resolve, reject }, control));
        scheduled ??= setImmediate(flush);
      });
    },
    read(work) {
      if (!db.isOpen) throw new DatabaseClosedError('The database is closed.');
      return work(db);
    },
    migrate: (module, statements) => applyMigration(db, module, statements),
    close() {
      while (queue.length > 0) flush();
      if (db.isOpen) db.close();
    },
  };
}

function openFile(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  try {
    db.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      pragma temp_store = memory;
      pragma cache_size = -65536;
      pragma journal_size_limit = 67108864;
      pragma wal_autocheckpoint = 8000;
    `);
    return db;
  } catch (error) {
    db.close();
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'Put a backup in its place, or choose another folder: DATA_DIR=... npm start';
    throw new DatabaseUnreadableError(`The database ${file} can not be read: ${reason}. ${advice}`, { cause: error });
  }
}

function queuedWork<T>(
  work: (db: DatabaseSync) => T,
  promise: { resolve(value: T): void; reject(error: unknown): void },
  control: TransactionControl,
): QueuedWork {
  let settle = (): void => {};
  return {
    run(db) {
      const result = runAlone({ db, control }, work);
      settle = () => ('error' in result ? promise.reject(result.error) : promise.resolve(result.value));
    },
    settle: () => settle(),
    reject: promise.reject,
  };
}

/** The statements around all work, prepared once: preparing them costs more than running them. */
interface TransactionControl {
  readonly begin: StatementSync;
  readonly commit: StatementSync;
  readonly savepoint: StatementSync;
  readonly release: StatementSync;
}

function transactionControl(db: DatabaseSync): TransactionControl {
  return {
    begin: db.prepare('begin immediate'),
    commit: db.prepare('commit'),
    savepoint: db.prepare('savepoint work'),
    release: db.prepare('release work'),
  };
}

interface Connection {
  readonly db: DatabaseSync;
  readonly control: TransactionControl;
}

/** Runs work under a savepoint, so that its failure undoes its own changes only. */
function runAlone<T>({ db, control }: Connection, work: (db: DatabaseSync) => T): { value: T } | { error: unknown } {
  control.savepoint.run();
  try {
    const value = work(db);
    control.release.run();
    return { value };
  } catch (error) {
    // A full disk makes SQLite roll back the whole transaction; then no work of the batch may be acknowledged.
    if (!db.isTransaction) throw error;
    db.exec('rollback to work; release work');
    return { error };
  }
}

function commitTogether({ db, control }: Connection, batch: readonly QueuedWork[]): void {
  try {
    control.begin.run();
    for (const work of batch) work.run(db);
    control.commit.run();
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    const failure = new CommitFailedError('The transaction could not be committed.', { cause: error });
    for (const work of batch) work.reject(failure);
    return;
  }
  for (const work of batch) work.settle();
}
