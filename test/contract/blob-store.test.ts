import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFolderBlobStore } from '../../local/blobs/folder-blob-store.ts';
import { createSqliteBlobStore } from '../../local/blobs/sqlite-blob-store.ts';
import { openDatabase } from '../../local/store/database.ts';
import type { LocalDatabase } from '../../local/store/local-database.ts';
import { createMemoryBlobStore } from '../support/memory-blob-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { blobStoreContract } from './blob-store.contract.ts';

blobStoreContract('folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
  const open = () => openFolderBlobStore({ folder, ids: createSeededIdSource() });
  return { blobs: await open(), reopen: open, dispose: async () => rmSync(folder, { recursive: true }) };
});

blobStoreContract('database and folder', async () => {
  const place = mkdtempSync(join(tmpdir(), 'blobs-'));
  const databases: LocalDatabase[] = [];
  const open = async () => {
    const database = openDatabase(join(place, 'blobs.sqlite'));
    databases.push(database);
    const folder = await openFolderBlobStore({ folder: join(place, 'blobs'), ids: createSeededIdSource() });
    return createSqliteBlobStore({ database, folder });
  };
  const dispose = async (): Promise<void> => {
    for (const database of databases) database.close();
    rmSync(place, { recursive: true });
  };
  return { blobs: await open(), reopen: open, dispose };
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

it('keeps a blob in the database or in the folder by its size, and in one of them only', async () => {
  const place = mkdtempSync(join(tmpdir(), 'blobs-'));
  const database = openDatabase(':memory:');
  const folder = await openFolderBlobStore({ folder: place, ids: createSeededIdSource() });
  const blobs = createSqliteBlobStore({ database, folder });
  const [small, large] = [new Uint8Array(10).fill(1), new Uint8Array(100_000).fill(2)];

  await blobs.put('a', small, 'text/plain');
  expect(await folder.get('a')).toBeUndefined();
  await blobs.put('a', large, 'text/plain');
  expect(await blobs.get('a')).toEqual({ content: large, contentType: 'text/plain' });
  await blobs.put('a', small, 'text/plain');
  expect(await blobs.get('a')).toEqual({ content: small, contentType: 'text/plain' });
  expect(await folder.get('a')).toBeUndefined();
  await blobs.put('a', large, 'text/plain');
  await blobs.delete('a');
  expect(await blobs.get('a')).toBeUndefined();
  expect(await folder.get('a')).toBeUndefined();
  await database.close();
  rmSync(place, { recursive: true });
});
