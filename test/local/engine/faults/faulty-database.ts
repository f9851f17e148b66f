import { CommitFailedError, type LocalDatabase } from '../../../../local/store/database.ts';

/** What goes wrong at one transaction: the process dies before or after it, or it fails. SQLite undoes what it could not commit. */
export type Fault = 'dies before' | 'dies after' | 'fails';

/** A view of a database for one life of a process. */
export interface FaultyDatabase extends LocalDatabase {
  isDead(): boolean;
}

/** @param plan which transaction of this life goes wrong, counted from 1, and how. */
export function faultyDatabase(database: LocalDatabase, plan?: { at: number; fault: Fault }): FaultyDatabase {
  let count = 0;
  let dead = false;
  const never = new Promise<never>(() => undefined);
  return {
    ...database,
    isDead: () => dead,
    async transact(work) {
      if (dead) return never;
      count += 1;
      if (count !== plan?.at) {
        const result = await database.transact(work);
        return dead ? never : result;
      }
      if (plan.fault === 'fails') throw new CommitFailedError('The disk is full.');
      if (plan.fault === 'dies after') await database.transact(work);
      dead = true;
      return never;
    },
  };
}
