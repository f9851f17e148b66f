import { segmentsOfName } from '../../shared/adapters/names/segmented-name.ts';
import type { BlobStore } from '../../shared/ports/blob-store.ts';
import type { LocalDatabase } from '../store/database.ts';
import { statementsOf } from '../store/statements.ts';

/** The story of a run fits in with room to spare. A file of its own would cost three fsyncs, a row shares one with all other work. */
const MOST_BYTES_IN_DATABASE = 65_536;

/** Without content: it lies in the folder. */
const BLOB_TABLES: readonly string[] = [
  `create table blobs (
    name text primary key,
    content_type text not null,
    content blob
  ) strict, without rowid`,
];

const PUT_BLOB = `
  insert into blobs (name, content_type, content) values (?, ?, ?)
  on conflict (name) do update set content_type = excluded.content_type, content = excluded.content`;

/**
 * Keeps small blobs in the shared database and large ones in `folder`. The row decides: a file without one was never
 * acknowledged, or was replaced or deleted.
 */
export function createSqliteBlobStore(options: { database: LocalDatabase; folder: BlobStore }): BlobStore {
  const { database, folder } = options;
  database.migrate('blobs', BLOB_TABLES);
  const prepare = statementsOf(database);
  const rowOf = (name: string) => prepare('select content_type, content from blobs where name = ?').get(name);

  return {
    async put(name, content, contentType) {
      segmentsOfName(name);
      const isLarge = content.byteLength > MOST_BYTES_IN_DATABASE;
      if (isLarge) await folder.put(name, content, contentType);
      const kept = isLarge ? null : Uint8Array.from(content);
      const before = await database.transact(() => {
        const row = rowOf(name);
        prepare(PUT_BLOB).run(name, contentType, kept);
        return row;
      });
      if (before?.content === null && !isLarge) await folder.delete(name);
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
      const before = await database.transact(() => {
        const row = rowOf(name);
        prepare('delete from blobs where name = ?').run(name);
        return row;
      });
      if (before?.content === null) await folder.delete(name);
    },
  };
}
