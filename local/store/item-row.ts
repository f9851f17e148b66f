import { decodeBody, type StoredBody } from '../../shared/adapters/item-store/item-body.ts';
import type { Item, ItemKey, SecondaryIndex } from '../../shared/ports/item-store.ts';

/** A row of `items`: its values in the order of {@link ITEM_COLUMNS}. */
export type ItemRow = readonly [
  partition: string,
  sort: string,
  type: string,
  version: number,
  body: StoredBody,
  expiresAt: string | null,
  ...indexKeys: (string | null)[],
];

/** The last of them in pairs, partition and sort key. */
const INDEXES: readonly SecondaryIndex[] = ['lists', 'relations', 'due'];
const INDEX_COLUMNS = INDEXES.flatMap((index) => [`${index}_partition`, `${index}_sort`]);
const FIRST_INDEX_KEY = 6;
const KEY_COLUMNS = ['partition', 'sort'];
const OTHER_COLUMNS = ['type', 'version', 'body', 'expires_at', ...INDEX_COLUMNS];

export const ITEM_COLUMNS = [...KEY_COLUMNS, ...OTHER_COLUMNS].join(', ');

/** Puts an item with this key, or replaces it. Takes a row. */
export const PUT_ITEM = `
  insert into items (${ITEM_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (partition, sort) do update set
    ${OTHER_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`;

/** The row of an item. */
export function rowOfItem({ key, type, version, expiresAt, indexes }: Item, body: StoredBody): ItemRow {
  const indexKeys = INDEXES.flatMap((index) => [indexes?.[index]?.partition ?? null, indexes?.[index]?.sort ?? null]);
  return [key.partition, key.sort, type, version, body, expiresAt ?? null, ...indexKeys];
}

/** What SQLite answers for {@link ITEM_COLUMNS} as a list. The table is strict, so the columns have the types of a row. */
export function itemRow(values: unknown): ItemRow {
  return values as ItemRow;
}

/** The item of a row. */
export function itemOfRow(row: ItemRow): Item {
  const [partition, sort, type, version, body, expiresAt, ...indexKeys] = row;
  const indexes = indexesOf(indexKeys);
  return {
    key: { partition, sort },
    type,
    version,
    body: decodeBody(body),
    ...(indexes && { indexes }),
    ...(expiresAt !== null && { expiresAt }),
  };
}

/** The key of a row in an index. */
export function sortKeyOfRow(row: ItemRow, index: 'base' | SecondaryIndex): string {
  return index === 'base' ? row[1] : String(row[FIRST_INDEX_KEY + 2 * INDEXES.indexOf(index) + 1]);
}

function indexesOf(keys: readonly (string | null)[]): Partial<Record<SecondaryIndex, ItemKey>> | undefined {
  let indexes: Partial<Record<SecondaryIndex, ItemKey>> | undefined;
  for (const [position, index] of INDEXES.entries()) {
    const partition = keys[2 * position];
    if (partition == null) continue;
    indexes = { ...indexes, [index]: { partition, sort: String(keys[2 * position + 1]) } };
  }
  return indexes;
}
