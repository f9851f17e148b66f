import { type LocalDatabase, openDatabase } from '../store/database.ts';

/** A database in memory that counts the transactions asked of it, so that one can tell when nothing is at work. */
export interface CountedDatabase extends LocalDatabase {
  transactions(): number;
}

/** Opens an empty one. */
export function openCountedDatabase(): CountedDatabase {
  const database = openDatabase(':memory:');
  let count = 0;
  return {
    ...database,
    transactions: () => count,
    transact(work) {
      count += 1;
      return database.transact(work);
    },
  };
}
