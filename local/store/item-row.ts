import type { SQLOutputValue } from 'node:sqlite';
import { decodeBody, type StoredBody } from '../../shared/adapters/item-store/item-body.ts';
import type { Item, ItemKey, SecondaryIndex } from '../../shared/ports/item-store.ts';
import type { Prepare } from './operation.ts';

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
/** Columns by which rows are found, other than by their keys. */
const FOUND_BY = ['expires_at', ...INDEXES.flatMap((index) => [`${index}_partition`, `${index}_sort`])];
const FIRST_INDEX_KEY = 6;
const COLUMNS = ['partition', 'sort', 'type', 'version', 'body', ...FOUND_BY];

export const ITEM_COLUMNS = COLUMNS.join(', ');

/** Reads the row under a key. */
export const ROW_OF_KEY = `select ${ITEM_COLUMNS} from items where partition = ? and sort = ?`;

const INSERT_ROW = `insert into items (${ITEM_COLUMNS}) values (${COLUMNS.map(() => '?').join(', ')})`;

/** What has to be known of the row that stands under a key, before it is replaced. */
export const PLACE_OF_KEY = `select rowid, version, ${FOUND_BY.join(', ')} from items where partition = ? and sort = ?`;

/** What {@link PLACE_OF_KEY} answers. */
export type Place = Readonly<Record<string, SQLOutputValue>>;

/** Puts a row where there is none under its key. */
export function insertRow(prepare: Prepare, row: ItemRow): void {
  prepare(INSERT_ROW).run(...row);
}

/**
 * Puts a row in the place of another one. Names only the columns that change: SQLite takes the entry out of an index and puts it back for every column
 * that is named, also when its value stays, and most changes of an item leave it where it is found.
 */
export function replaceRow(prepare: Prepare, place: Place, row: ItemRow): void {
  const [, , type, version, body, ...newFoundBy] = row;
  let sql = 'update items set type = ?, version = ?, body = ?';
  const values = [];
  for (const [position, column] of FOUND_BY.entries()) {
    const value = newFoundBy[position] ?? null;
    if (value === place[column]) continue;
    sql += `, ${column} = ?`;
    values.push(value);
  }
  prepare(`${sql} where rowid = ?`).run(type, version, body, ...values, place.rowid ?? null);
}

/** The row of an item. */
export function rowOfItem({ key, type, version, expiresAt, indexes }: Item, body: StoredBody): ItemRow {
  const row: [...ItemRow] = [key.partition, key.sort, type, version, body, expiresAt ?? null];
  for (const index of INDEXES) row.push(indexes?.[index]?.partition ?? null, indexes?.[index]?.sort ?? null);
  return row;
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
