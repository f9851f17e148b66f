import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFolderBlobStore } from '../../local/blobs/folder-blob-store.ts';
import { createMemoryBlobStore } from '../support/memory-blob-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { blobStoreContract } from './blob-store.contract.ts';

blobStoreContract('folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
  const open = () => openFolderBlobStore({ folder, ids: createSeededIdSource() });
  return { blobs: await open(), reopen: open, dispose: async () => rmSync(folder, { recursive: true }) };
});

blobStoreContract('memory', async () => ({ blobs: createMemoryBlobStore(), dispose: async () => {} }));

it('removes half-written files of a process that ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
  const blobs = await openFolderBlobStore({ folder, ids: createSeededIdSource() });
  await blobs.put('a', new Uint8Array(3), 'text/plain');
  writeFileSync(join(folder, '@temporary', 'half'), 'x');
  await openFolderBlobStore({ folder, ids: createSeededIdSource() });
  expect(readdirSync(folder)).toEqual(['a@blob']);
  rmSync(folder, { recursive: true });
});
