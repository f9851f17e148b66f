import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Replaces a file so that a reader, or the next process after a power loss, finds the old content or the new, never a part.
 * Folders on the way are made. Durable when it resolves.
 *
 * @param options.temporaryFile a path on the same file system that nobody else uses at the time.
 * @param options.mode the file's permissions, 0600 when absent.
 */
export async function writeFileDurably(
  path: string,
  content: Uint8Array,
  options: { temporaryFile: string; mode?: number },
): Promise<void> {
  const { temporaryFile, mode = 0o600 } = options;
  await makeFolderDurably(dirname(temporaryFile));
  await makeFolderDurably(dirname(path));
  try {
    const file = await open(temporaryFile, 'w', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryFile, path);
  } catch (error) {
    await rm(temporaryFile, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the entries of a folder durable: a rename or removal may otherwise be undone by a power loss. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeFolderDurably(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  for (let made = folder; made !== dirname(firstMade); made = dirname(made)) await syncFolder(dirname(made));
}

/** A path for the temporary file of `path`, next to it, told apart by `id`. */
export function temporaryFileBeside(path: string, id: string): string {
  return join(dirname(path), `.${id}.tmp`);
}
