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

/** Makes the folder where needed and takes it. @throws FolderLockedError @throws FolderNotWritableError */
export function lockFolder(folder: string): FolderLock {
  const database = openLockFile(folder);
  try {
    database.exec('begin exclusive');
  } catch {
    database.close();
    throw new FolderLockedError(
      `The data folder ${folder} is in use by another Werkstroom. Stop it, or choose another folder: DATA_DIR=... npm start`,
    );
  }
  return { release: () => database.close() };
}

function openLockFile(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
    database.exec('pragma journal_mode = delete; pragma user_version');
    return database;
  } catch (error) {
    if (error instanceof Error && /locked/.test(error.message)) {
      throw new FolderLockedError(
        `The data folder ${folder} is in use by another Werkstroom. Stop it, or choose another folder: DATA_DIR=... npm start`,
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new FolderNotWritableError(
      `The data folder ${folder} can not be written: ${reason}. Choose another: DATA_DIR=... npm start`,
    );
  }
}
