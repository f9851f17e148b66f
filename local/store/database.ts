import { commitTogether, MAX_WORK_PER_TRANSACTION } from './commit-together.ts';
import { DatabaseClosedError, type LocalDatabase } from './local-database.ts';
import { applyMigration } from './migration.ts';
import { openFile } from './open-file.ts';
import { type QueuedWork, settleAll, settling } from './queued-work.ts';
import { statementsOf } from './statements.ts';

/** Opens or creates a database that is written on this thread, `:memory:` one that lives in memory only. @throws DatabaseUnreadableError */
export function openDatabase(file: string): LocalDatabase {
  const db = openFile(file);
  const prepare = statementsOf(db);
  let queue: QueuedWork[] = [];
  let scheduled: NodeJS.Immediate | undefined;

  const flush = (): void => {
    clearImmediate(scheduled);
    scheduled = undefined;
    const batch = queue.slice(0, MAX_WORK_PER_TRANSACTION);
    queue = queue.slice(MAX_WORK_PER_TRANSACTION);
    if (queue.length > 0) scheduled = setImmediate(flush);
    settleAll(batch, commitTogether({ db, prepare }, batch));
  };

  return {
    transact(operation, input) {
      return new Promise((resolve, reject) => {
        if (!db.isOpen) {
          reject(new DatabaseClosedError('The database is closed.'));
          return;
        }
        queue.push({ operation, input, settle: settling({ resolve, reject }) });
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
