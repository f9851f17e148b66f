import type { DatabaseSync } from 'node:sqlite';

/** The file was written by a later version of this program, whose tables this one does not know. */
export class DatabaseTooNewError extends Error {
  override readonly name = 'DatabaseTooNewError';
}

/** Runs those of `statements` that the file has not seen yet, all or none. The position in the list is the version. */
export function applyMigration(db: DatabaseSync, module: string, statements: readonly string[]): void {
  db.exec('create table if not exists migrations (module text primary key, version integer not null) strict');
  const row = db.prepare('select version from migrations where module = ?').get(module);
  const present = Number(row?.version ?? 0);
  if (present > statements.length) {
    throw new DatabaseTooNewError(
      `The data of ${module} has version ${present}; this program knows versions up to ${statements.length}.`,
    );
  }
  if (present === statements.length) return;
  db.exec('begin immediate');
  try {
    for (const statement of statements.slice(present)) db.exec(statement);
    db.prepare('insert or replace into migrations (module, version) values (?, ?)').run(module, statements.length);
    db.exec('commit');
  } catch (error) {
    db.exec('rollback');
    throw error;
  }
}
