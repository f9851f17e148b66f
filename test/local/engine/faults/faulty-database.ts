import { CommitFailedError, type LocalDatabase } from '../../../../local/store/local-database.ts';

/** What goes wrong at one transaction: the process dies before or after it, or it fails. SQLite undoes what it could not commit. */
export const FAULTS = ['dies before', 'dies after', 'fails'] as const;
export type Fault = (typeof FAULTS)[number];

/** Which transaction of a life goes wrong, counted from 1, and how; and for how long nothing runs after a death. */
export interface FaultPlan {
  readonly at: number;
  readonly fault: Fault;
  readonly downSeconds: number;
}

/** A view of a database for one life of a process. */
export interface FaultyDatabase extends LocalDatabase {
  isDead(): boolean;
}

/** @param plan what goes wrong in this life; nothing when absent. */
export function faultyDatabase(database: LocalDatabase, plan?: FaultPlan): FaultyDatabase {
  let count = 0;
  let dead = false;
  const never = new Promise<never>(() => undefined);
  return {
    ...database,
    isDead: () => dead,
    async transact(operation, input) {
      if (dead) return never;
      count += 1;
      if (count !== plan?.at) {
        const result = await database.transact(operation, input);
        return dead ? never : result;
      }
      if (plan.fault === 'fails') throw new CommitFailedError('The disk is full.');
      if (plan.fault === 'dies after') await database.transact(operation, input);
      dead = true;
      return never;
    },
  };
}
