import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';

/** A data folder as the code of some day left it, with what is needed to go on from it. */
export interface KeptData {
  /** ISO 8601 instant: data grows old, so its own time goes on. */
  readonly keptAt: string;
  /** The secret with which the source signs. */
  readonly secret: string;
  /** What is under way in it. */
  readonly chapters: readonly string[];
  /** Contents, compressed, as base64, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Keeps a folder in one file. */
export function keepFolder(folder: string, about: Omit<KeptData, 'files'>, file: string): void {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1), brotliCompressSync(readFileSync(path)).toString('base64')]),
  );
  writeFileSync(file, `${JSON.stringify({ ...about, files }, null, 2)}\n`);
}

export function readKept(file: string): KeptData {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Writes the folder out, and sets its clock to the time at which it was kept. */
export function unpackInto(folder: string, { keptAt, files }: KeptData): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, brotliDecompressSync(Buffer.from(content, 'base64')), { mode: 0o600 });
  }
  const database = new DatabaseSync(join(folder, 'werkstroom.sqlite'));
  database
    .prepare('insert or replace into clock (id, offset_milliseconds) values (1, ?)')
    .run(Date.parse(keptAt) - Date.now());
  database.close();
}
