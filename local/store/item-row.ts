import type { SQLOutputValue } from 'node:sqlite';
import { decodeBody, type StoredBody } from '../../shared/adapters/item-store/item-body.ts';
import type { Item, ItemKey, SecondaryIndex } from '../../shared/ports/item-store.ts';

/** A row of `items` as SQLite gives it. */
export type ItemRow = Record<string, SQLOutputValue>;

const INDEXES: readonly SecondaryIndex[] = ['lists', 'relations', 'due'];

/** Puts an item with this key, or replaces it. Takes {@link valuesOfItem}. */
export const PUT_ITEM = `
  insert into items (partition, sort, type, version, body, expires_at,
    lists_partition, lists_sort, relations_partition, relations_sort, due_partition, due_sort)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (partition, sort) do update set
    type = excluded.type, version = excluded.version, body = excluded.body, expires_at = excluded.expires_at,
    lists_partition = excluded.lists_partition, lists_sort = excluded.lists_sort,
    relations_partition = excluded.relations_partition, relations_sort = excluded.relations_sort,
    due_partition = excluded.due_partition, due_sort = excluded.due_sort`;

/** The values of a row in the order of {@link PUT_ITEM}. */
export type RowValues = readonly (string | number | Uint8Array | null)[];

/** The values of {@link PUT_ITEM}. */
export function valuesOfItem(item: Item, body: StoredBody): RowValues {
  const indexKeys = INDEXES.flatMap((index) => {
    const key = item.indexes?.[index];
    return [key?.partition ?? null, key?.sort ?? null];
  });
  return [item.key.partition, item.key.sort, item.type, item.version, body, item.expiresAt ?? null, ...indexKeys];
}

/** The item of a row. */
export function itemOfRow(row: ItemRow): Item {
  const indexes = indexesOf(row);
  return {
    key: keyOfRow(row),
    type: String(row.type),
    version: Number(row.version),
    body: decodeBody(row.body instanceof Uint8Array ? row.body : String(row.body)),
    ...(Object.keys(indexes).length > 0 && { indexes }),
    ...(row.expires_at != null && { expiresAt: String(row.expires_at) }),
  };
}

/** The base key of a row. */
export function keyOfRow(row: ItemRow): ItemKey {
  return { partition: String(row.partition), sort: String(row.sort) };
}

function indexesOf(row: ItemRow): Partial<Record<SecondaryIndex, ItemKey>> {
  const indexes: Partial<Record<SecondaryIndex, ItemKey>> = {};
  for (const index of INDEXES) {
    const partition = row[`${index}_partition`];
    if (partition != null) indexes[index] = { partition: String(partition), sort: String(row[`${index}_sort`]) };
  }
  return indexes;
}
