import type { DatabaseSync } from 'node:sqlite';
import { CommitFailedError } from './local-database.ts';
import type { Operation, Prepare } from './operation.ts';

/** An operation with what it is to be done with. */
export interface Work {
  readonly operation: Operation<never, unknown>;
  readonly input: unknown;
}

/** What became of a work: its result, or what it threw, or why its transaction did not commit. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** An open file with its statements. */
export interface Connection {
  readonly db: DatabaseSync;
  readonly prepare: Prepare;
}

/** One transaction takes at most this much work, so that a burst does not keep the first of it waiting for long. */
export const MAX_WORK_PER_TRANSACTION = 512;

/**
 * Does all of the work in one transaction and answers, work by work, what became of it. Work that throws is left out: what
 * comes before it and what comes after it is done again without it.
 */
export function commitTogether(connection: Connection, works: readonly Work[]): readonly Outcome[] {
  if (works.length === 0) return [];
  const { db, prepare } = connection;
  const values: unknown[] = [];
  try {
    prepare('begin immediate').run();
    for (const work of works) {
      values.push(work.operation.run(prepare, work.input as never));
      if (!db.isTransaction) throw new Error('The transaction ended too early.');
    }
    prepare('commit').run();
    return values.map((value) => ({ value }));
  } catch (error) {
    // A full disk makes SQLite roll back the whole transaction; then no work of it may be acknowledged.
    const failedWork = db.isTransaction && values.length < works.length ? values.length : undefined;
    if (db.isTransaction) db.exec('rollback');
    if (failedWork === undefined) {
      const failure = new CommitFailedError('The transaction could not be committed.', { cause: error });
      return works.map(() => ({ error: failure }));
    }
    return [
      ...commitTogether(connection, works.slice(0, failedWork)),
      { error },
      ...commitTogether(connection, works.slice(failedWork + 1)),
    ];
  }
}
