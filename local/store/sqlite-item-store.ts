import { encodeBody } from '../../shared/adapters/item-store/item-body.ts';
import { changesOf } from '../../shared/adapters/item-store/one-by-one.ts';
import { cursorAfter, type Position, positionOf } from '../../shared/adapters/item-store/query-cursor.ts';
import { checkChanges, checkQuery, isExpired, keyOfChange } from '../../shared/adapters/item-store/store-rules.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import {
  type Change,
  type Item,
  type ItemPage,
  type ItemQuery,
  type ItemStore,
  UnknownOutcomeError,
  WriteConflictError,
} from '../../shared/ports/item-store.ts';
import { deleteExpiredItems, type PreparedChange, writeItems } from './item-operations.ts';
import { sqlOfQuery } from './item-query-sql.ts';
import { type ItemRow, itemOfRow, keyOfRow, valuesOfItem } from './item-row.ts';
import { ITEM_TABLES } from './item-tables.ts';
import { CommitFailedError, type LocalDatabase } from './local-database.ts';

/** The item store of one machine. The runtime calls `deleteExpired` now and then. */
export interface SqliteItemStore extends ItemStore {
  /** Deletes at most `limit` expired items and tells how many. */
  deleteExpired(limit: number): Promise<number>;
}

/** A page ends after this much, as DynamoDB's does after 1 MB. */
const MAX_PAGE_BYTES = 1_048_576;

/** Keeps items in the table `items` of the shared database. */
export function createSqliteItemStore({ database, clock }: { database: LocalDatabase; clock: Clock }): SqliteItemStore {
  database.migrate('items', ITEM_TABLES);
  const { prepare } = database;
  const write = async (changes: readonly Change[]): Promise<void> => {
    checkChanges(changes);
    if (changes.length === 0) return;
    // Serialised before the call returns: later changes to the caller's objects must not reach the store.
    const input = { changes: changes.map(prepareChange), now: instantOf(clock) };
    const failed = await database.transact(writeItems, input).catch((error: unknown) => {
      if (error instanceof CommitFailedError) throw new UnknownOutcomeError(error.message, { cause: error });
      throw error;
    });
    if (failed.length > 0) throw new WriteConflictError(failed);
  };

  return {
    write,

    // All in one commit is as good, and faster.
    writeInOrder: (steps) => write(changesOf(steps)),

    async get(key) {
      const row = prepare('select * from items where partition = ? and sort = ?').get(key.partition, key.sort);
      const item = row && itemOfRow(row);
      return item && !isExpired(item, instantOf(clock)) ? item : undefined;
    },

    async query(query) {
      checkQuery(query);
      const { sql, values } = sqlOfQuery(query, { after: positionOf(query), now: instantOf(clock) });
      return pageOf(query, prepare(sql).iterate(...values));
    },

    deleteExpired: (limit) => database.transact(deleteExpiredItems, { limit, now: instantOf(clock) }),
  };
}

function prepareChange(change: Change): PreparedChange {
  const { partition, sort } = keyOfChange(change);
  const prepared = { partition, sort, version: change.expect === 'absent' ? null : change.expect.version };
  switch (change.kind) {
    case 'put':
      return { ...prepared, row: valuesOfItem(change.item, encodeBody(change.item)) };
    case 'delete':
      return { ...prepared, isDeletion: true };
    case 'check':
      return prepared;
  }
}

function pageOf(query: ItemQuery, rows: Iterable<ItemRow>): ItemPage {
  const items: Item[] = [];
  let bytes = 0;
  let last: Position | undefined;
  for (const row of rows) {
    if (last && (items.length === query.limit || bytes >= MAX_PAGE_BYTES)) {
      return { items, next: cursorAfter(query, last) };
    }
    items.push(itemOfRow(row));
    bytes += row.body instanceof Uint8Array ? row.body.byteLength : String(row.body).length;
    last = { sort: String(query.index === 'base' ? row.sort : row[`${query.index}_sort`]), key: keyOfRow(row) };
  }
  return { items };
}
