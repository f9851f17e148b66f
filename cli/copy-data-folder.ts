import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What came of it; where nothing was copied, why. */
export type Copied = 'copied' | 'nothing-there' | 'not-empty';

const DATABASE = /\.sqlite$/;
/** What belongs to the process that runs on the folder, and what it has not finished writing. */
const OF_THE_PROCESS = /(^|\/)(lock[^/]*|[^/]+\.sqlite-(shm|wal|journal)|@temporary\/.*|[^/]+\.tmp)$/;

/**
 * Copies a data folder while Werkstroom may write to it. Each database is copied as of one moment, and after them the contents and secrets that they
 * name: what comes later is not missed by anybody, and what is gone by then is named by nobody any more.
 */
export function copyDataFolder(from: string, to: string): Copied {
  const files = existsSync(from) ? filesIn(from) : [];
  const databases = files.filter((file) => DATABASE.test(file));
  if (databases.length === 0) return 'nothing-there';
  if (existsSync(to) && readdirSync(to).length > 0) return 'not-empty';
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const file of databases) copyDatabase(join(from, file), join(to, file));
  for (const file of filesIn(from)) {
    if (!DATABASE.test(file) && !OF_THE_PROCESS.test(file)) copyFile(join(from, file), join(to, file));
  }
  return 'copied';
}

/** Paths inside the folder. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    database.prepare('vacuum into ?').run(to);
  } finally {
    database.close();
  }
}

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  try {
    copyFileSync(from, to);
  } catch (error) {
    if (Object(error).code !== 'ENOENT') throw error;
  }
}
