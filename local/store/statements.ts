import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LocalDatabase } from './database.ts';

/** Gives the prepared statement of a text. */
export type Prepare = (sql: string) => StatementSync;

/** Prepares each text once: the texts are few, and preparing costs more than running. For texts without values in them. */
export function statementsOf(database: LocalDatabase): Prepare {
  const statements = new Map<string, StatementSync>();
  return (sql) =>
    database.read((db: DatabaseSync) => {
      const statement = statements.get(sql) ?? db.prepare(sql);
      statements.set(sql, statement);
      return statement;
    });
}
