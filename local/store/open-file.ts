import { DatabaseSync } from 'node:sqlite';

/** The file is there, and is no database of ours. */
export class DatabaseUnreadableError extends Error {
  override readonly name = 'DatabaseUnreadableError';
}

/**
 * Of pages in memory, negative: KiB. SQLite goes through all of them at most commits (where a tree was balanced, its
 * cache takes pages for lost that it has to look for), so that few are faster than many; the system keeps the file in memory anyway.
 */
const CACHE_SIZE = -8_192;

const LARGEST_LOG_BYTES = 48 * 1_048_576;

/**
 * Opens or creates a file, `:memory:` one that lives in memory only.
 *
 * WAL with synchronous=FULL fsyncs the log at each COMMIT: an acknowledged write survives kill -9 and power loss. Who
 * writes much moves the log into the file in time; where nobody does, a COMMIT does it at 48 MB, and takes as long.
 *
 * Pages have 8 KB: each is looked for, read and written by itself, and few of them take less of a processor than many; but each commit
 * writes whole pages, so that larger ones wear out a disk. (A file that is there keeps the size that it has.)
 *
 * @throws DatabaseUnreadableError
 */
export function openFile(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  try {
    db.exec(`
      pragma page_size = 8192;
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      pragma temp_store = memory;
      pragma cache_size = ${CACHE_SIZE};
      pragma journal_size_limit = 67108864;
    `);
    const { page_size: pageSize } = db.prepare('pragma page_size').get() ?? {};
    db.exec(`pragma wal_autocheckpoint = ${Math.floor(LARGEST_LOG_BYTES / Number(pageSize))}`);
    return db;
  } catch (error) {
    db.close();
    const reason = error instanceof Error ? error.message : String(error);
    const advice = 'Put a backup in its place, or choose another folder: DATA_DIR=... npm start';
    throw new DatabaseUnreadableError(`The database ${file} can not be read: ${reason}. ${advice}`, { cause: error });
  }
}
