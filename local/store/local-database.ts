import type { Operation, Prepare } from './operation.ts';

/** The one SQLite file of a data folder. Item store, queue and engine journal share it, so that one fsync serves all of them. */
export interface LocalDatabase {
  /**
   * Runs an operation in order of the calls, in one transaction together with others that were asked for at the same time.
   * Settles after COMMIT, so what it resolved with is durable. An operation that throws is undone alone and rejects alone.
   *
   * @throws CommitFailedError when the whole transaction failed: disk full, I/O error.
   * @throws DatabaseClosedError after `close`.
   */
  transact<Input, Result>(operation: Operation<Input, Result>, input: Input): Promise<Result>;
  /**
   * The statement of a text without values in it, for reading. It sees everything that was acknowledged, and nothing half done.
   *
   * @throws DatabaseClosedError after `close`.
   */
  readonly prepare: Prepare;
  /**
   * Brings the tables of one module up to date: statement n of the list makes version n. Only ever append to a list.
   *
   * @throws DatabaseTooNewError when the file was written by a later version of this program.
   */
  migrate(module: string, statements: readonly string[]): void;
  /** Commits what is queued, then closes the file. */
  close(): Promise<void>;
}

/** The transaction did not commit. Whether its effects are on the disk is known only when the file is opened again. */
export class CommitFailedError extends Error {
  override readonly name = 'CommitFailedError';
}

/** The database was closed before the call. */
export class DatabaseClosedError extends Error {
  override readonly name = 'DatabaseClosedError';
}
