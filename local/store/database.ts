import { commitTogether, MAX_WORK_PER_TRANSACTION, type Outcome, type Work } from './commit-together.ts';
import { DatabaseClosedError, type LocalDatabase } from './local-database.ts';
import { applyMigration } from './migration.ts';
import { openFile } from './open-file.ts';
import { statementsOf } from './statements.ts';

/** Opens or creates a database that is written on this thread, `:memory:` one that lives in memory only. @throws DatabaseUnreadableError */
export function openDatabase(file: string): LocalDatabase {
  const db = openFile(file);
  const prepare = statementsOf(db);
  let queue: (Work & { settle(outcome: Outcome): void })[] = [];
  let scheduled: NodeJS.Immediate | undefined;

  const flush = (): void => {
    clearImmediate(scheduled);
    scheduled = undefined;
    const batch = queue.slice(0, MAX_WORK_PER_TRANSACTION);
    queue = queue.slice(MAX_WORK_PER_TRANSACTION);
    if (queue.length > 0) scheduled = setImmediate(flush);
    const outcomes = commitTogether({ db, prepare }, batch);
    for (const [index, outcome] of outcomes.entries()) batch[index]?.settle(outcome);
  };

  return {
    transact(operation, input) {
      return new Promise((resolve, reject) => {
        if (!db.isOpen) {
          reject(new DatabaseClosedError('The database is closed.'));
          return;
        }
        queue.push({ operation, input, settle: settler({ resolve, reject }) });
        scheduled ??= setImmediate(flush);
      });
    },
    prepare,
    migrate: (module, statements) => applyMigration(db, module, statements),
    async close() {
      while (queue.length > 0) flush();
      if (db.isOpen) db.close();
    },
  };
}

/** Settles a promise with what became of a work. */
export function settler<Result>(promise: {
  resolve(value: Result): void;
  reject(error: unknown): void;
}): (outcome: Outcome) => void {
  return (outcome) => {
    if ('error' in outcome) promise.reject(outcome.error);
    else promise.resolve(outcome.value as Result);
  };
}
