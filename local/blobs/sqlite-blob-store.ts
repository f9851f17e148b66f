import { segmentsOfName } from '../../shared/adapters/names/segmented-name.ts';
import type { BlobStore } from '../../shared/ports/blob-store.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import type { Operation, Prepare } from '../store/operation.ts';

/** The story of a run fits in with room to spare. A file of its own would cost three fsyncs, a row shares one with all other work. */
const MOST_BYTES_IN_DATABASE = 65_536;

/** Without content: it lies in the folder. */
const BLOB_TABLES: readonly string[] = [
  `create table blobs (
    name text primary key,
    content_type text not null,
    content blob
  ) strict, without rowid`,
  // New rows lie together at the end, whatever their names.
  `alter table blobs rename to blobs_1;
   create table blobs (
     name text not null unique,
     content_type text not null,
     content blob
   ) strict;
   insert into blobs (name, content_type, content) select name, content_type, content from blobs_1;
   drop table blobs_1;`,
];

const PUT_BLOB = `
  insert into blobs (name, content_type, content) values (?, ?, ?)
  on conflict (name) do update set content_type = excluded.content_type, content = excluded.content`;

const BLOB_OF_NAME = 'select content_type, content from blobs where name = ?';

/** Puts a row. Answers whether the content of the one before it lies in the folder. */
export const putBlob: Operation<{ name: string; contentType: string; kept: Uint8Array | null }, boolean> = {
  name: 'blobs.put',
  run(prepare, { name, contentType, kept }) {
    const wasLarge = isLargeBlob(prepare, name);
    prepare(PUT_BLOB).run(name, contentType, kept);
    return wasLarge;
  },
};

/** Deletes a row. Answers whether its content lies in the folder. */
export const deleteBlob: Operation<string, boolean> = {
  name: 'blobs.delete',
  run(prepare, name) {
    const wasLarge = isLargeBlob(prepare, name);
    prepare('delete from blobs where name = ?').run(name);
    return wasLarge;
  },
};

function isLargeBlob(prepare: Prepare, name: string): boolean {
  return prepare(BLOB_OF_NAME).get(name)?.content === null;
}

/**
 * Keeps small blobs in the shared database and large ones in `folder`. The row decides: a file without one was never
 * acknowledged, or was replaced or deleted.
 */
export function createSqliteBlobStore(options: { database: LocalDatabase; folder: BlobStore }): BlobStore {
  const { database, folder } = options;
  database.migrate('blobs', BLOB_TABLES);
  const rowOf = (name: string) => database.prepare(BLOB_OF_NAME).get(name);

  return {
    async put(name, content, contentType) {
      segmentsOfName(name);
      const isLarge = content.byteLength > MOST_BYTES_IN_DATABASE;
      if (isLarge) await folder.put(name, content, contentType);
      const kept = isLarge ? null : Uint8Array.from(content);
      const wasLarge = await database.transact(putBlob, { name, contentType, kept });
      if (wasLarge && !isLarge) await folder.delete(name);
    },
    async get(name) {
      segmentsOfName(name);
      const row = rowOf(name);
      if (!row) return undefined;
      return row.content instanceof Uint8Array
        ? { content: row.content, contentType: String(row.content_type) }
        : folder.get(name);
    },
    async delete(name) {
      segmentsOfName(name);
      if (await database.transact(deleteBlob, name)) await folder.delete(name);
    },
  };
}
