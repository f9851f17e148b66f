import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DatabaseClosedError } from './local-database.ts';
import type { Prepare } from './operation.ts';

/** Prepares each text once: the texts are few, and preparing costs more than running. */
export function statementsOf(db: DatabaseSync): Prepare {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    if (!db.isOpen) throw new DatabaseClosedError('The database is closed.');
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}
