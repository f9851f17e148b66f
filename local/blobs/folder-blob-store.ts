import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { segmentsOfName } from '../../shared/adapters/names/segmented-name.ts';
import type { BlobStore } from '../../shared/ports/blob-store.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import { syncFolder, writeFileDurably } from './write-file-durably.ts';

/** No name contains this sign, so a file never stands where a name needs a folder. */
const FILE_SUFFIX = '@blob';
const TEMPORARY_FOLDER = '@temporary';

/**
 * Keeps each blob in one file: its content type in the first line, the content after it, so that both change together.
 * The folder may be copied while it is in use.
 */
export async function openFolderBlobStore(options: { folder: string; ids: IdSource }): Promise<BlobStore> {
  const { folder, ids } = options;
  const temporaryFolder = join(folder, TEMPORARY_FOLDER);
  // What a process left there when it ended was never acknowledged.
  await rm(temporaryFolder, { recursive: true, force: true });
  const pathOf = (name: string): string => join(folder, ...segmentsOfName(name)) + FILE_SUFFIX;

  return {
    async put(name, content, contentType) {
      const head = Buffer.from(`${JSON.stringify({ contentType })}\n`);
      const temporaryFile = join(temporaryFolder, ids.newId());
      await writeFileDurably(pathOf(name), Buffer.concat([head, content]), { temporaryFile });
    },
    async get(name) {
      const file = await readFile(pathOf(name)).catch(ignoreAbsence);
      if (!file) return undefined;
      const endOfHead = file.indexOf('\n');
      const head: { contentType: string } = JSON.parse(file.toString('utf8', 0, endOfHead));
      return { content: new Uint8Array(file.subarray(endOfHead + 1)), contentType: head.contentType };
    },
    async delete(name) {
      const path = pathOf(name);
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch(ignoreAbsence);
    },
  };
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
