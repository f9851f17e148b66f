import { openDatabase } from '../store/database.ts';
import type { LocalDatabase } from '../store/local-database.ts';

/** A database that counts the transactions asked of it, so that one can tell when nothing is at work. */
export interface CountedDatabase extends LocalDatabase {
  transactions(): number;
}

/** Opens one, an empty one in memory when no file is given. */
export function openCountedDatabase(file = ':memory:'): CountedDatabase {
  const database = openDatabase(file);
  let count = 0;
  return {
    ...database,
    transactions: () => count,
    transact(operation, input) {
      count += 1;
      return database.transact(operation, input);
    },
  };
}
