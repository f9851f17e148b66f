import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works on the data folder. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError';
}

/** The data folder can not be used. */
export class FolderNotWritableError extends Error {
  override readonly name = 'FolderNotWritableError';
}

/** One process has the folder until it lets go or ends, however it ends: the operating system frees the lock. */
export interface FolderLock {
  release(): void;
}

/** The locks of this process. A lock that its taker drops must not be freed because memory is collected. */
const heldLocks = new Set<DatabaseSync>();

/** Makes the folder where needed and takes it. @throws FolderLockedError @throws FolderNotWritableError */
export function lockFolder(folder: string): FolderLock {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
    database.exec('pragma journal_mode = delete; pragma user_version; begin exclusive');
  } catch (error) {
    database?.close();
    throw obstacleOf(folder, error);
  }
  const held = database;
  heldLocks.add(held);
  return {
    release: () => {
      heldLocks.delete(held);
      held.close();
    },
  };
}

function obstacleOf(folder: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  if (/locked/.test(reason)) {
    return new FolderLockedError(
      `The data folder ${folder} is in use by another Werkstroom. Stop it, or choose another folder: DATA_DIR=... npm start`,
    );
  }
  return new FolderNotWritableError(
    `The data folder ${folder} can not be written: ${reason}. Choose another: DATA_DIR=... npm start`,
  );
}
