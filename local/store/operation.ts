import type { StatementSync } from 'node:sqlite';

/** Gives the prepared statement of a text. */
export type Prepare = (sql: string) => StatementSync;

/**
 * What one transaction does, by name: so that the thread that owns the file can be asked for it. Its input and its result are plain values
 * that can be sent to another thread.
 */
export interface Operation<Input, Result> {
  /** The module and what is done: `items.write`. */
  readonly name: string;
  /**
   * Synchronous. Reads nothing but its input and the database, because it is run again when its neighbours in the transaction fail.
   * Must not begin or end transactions. What it throws undoes it.
   */
  run(prepare: Prepare, input: Input): Result;
}
