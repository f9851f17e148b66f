import type { StatementSync } from 'node:sqlite';
import { encodeBody } from '../../shared/adapters/item-store/item-body.ts';
import { changesOf } from '../../shared/adapters/item-store/one-by-one.ts';
import { cursorAfter, type Position, positionOf } from '../../shared/adapters/item-store/query-cursor.ts';
import { checkChanges, checkQuery, isExpired, keyOfChange } from '../../shared/adapters/item-store/store-rules.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import {
  type Change,
  type Item,
  type ItemKey,
  type ItemPage,
  type ItemQuery,
  type ItemStore,
  UnknownOutcomeError,
  WriteConflictError,
} from '../../shared/ports/item-store.ts';
import { deleteExpiredItems, type PreparedChange, rowOfChange, writeItems } from './item-operations.ts';
import { sqlOfQuery } from './item-query-sql.ts';
import { type ItemRow, itemOfRow, itemRow, ROW_OF_KEY, rowOfItem, sortKeyOfRow } from './item-row.ts';
import { ITEM_TABLES } from './item-tables.ts';
import { CommitFailedError, type LocalDatabase } from './local-database.ts';
import { createRecentItems } from './recent-items.ts';

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
  const recent = createRecentItems();
  const prepare = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  const read = (key: ItemKey): ItemRow | null => {
    const values = prepare(ROW_OF_KEY).get(key.partition, key.sort);
    const row = values ? itemRow(values) : null;
    recent.put(key, row);
    return row;
  };
  const write = async (changes: readonly Change[]): Promise<void> => {
    checkChanges(changes);
    if (changes.length === 0) return;
    // Serialised before the call returns: later changes to the caller's objects must not reach the store.
    const input = { changes: changes.map(prepareChange), now: instantOf(clock) };
    const end = recent.writing(changes.map(keyOfChange));
    const failed = await database.transact(writeItems, input).catch((error: unknown) => {
      end();
      if (error instanceof CommitFailedError) throw new UnknownOutcomeError(error.message, { cause: error });
      throw error;
    });
    end(failed.length === 0 ? input.changes.map(leftBy) : []);
    if (failed.length > 0) throw new WriteConflictError(failed);
  };

  return {
    write,

    // All in one commit is as good, and faster.
    writeInOrder: (steps) => write(changesOf(steps)),

    async get(key) {
      const known = recent.get(key);
      const row = known === undefined ? read(key) : known;
      const item = row && itemOfRow(row);
      return item?.expiresAt !== undefined && isExpired(item, instantOf(clock)) ? undefined : (item ?? undefined);
    },

    async query(query) {
      checkQuery(query);
      const { sql, values } = sqlOfQuery(query, { after: positionOf(query), now: instantOf(clock) });
      return pageOf(query, prepare(sql).iterate(...values));
    },

    deleteExpired: (limit) => database.transact(deleteExpiredItems, { limit, now: instantOf(clock) }),
  };
}

/** What a change that was made has left under its key; undefined where it only looked. */
function leftBy(change: PreparedChange): ItemRow | null | undefined {
  return change[0] === 'delete' ? null : rowOfChange(change);
}

function prepareChange(change: Change): PreparedChange {
  const version = change.expect === 'absent' ? null : change.expect.version;
  if (change.kind === 'put') return ['put', version, ...rowOfItem(change.item, encodeBody(change.item))];
  return [change.kind, version, change.key.partition, change.key.sort];
}

function pageOf(query: ItemQuery, rows: Iterable<unknown>): ItemPage {
  const items: Item[] = [];
  let bytes = 0;
  let last: Position | undefined;
  for (const values of rows) {
    if (last && (items.length === query.limit || bytes >= MAX_PAGE_BYTES)) {
      return { items, next: cursorAfter(query, last) };
    }
    const row = itemRow(values);
    const item = itemOfRow(row);
    items.push(item);
    bytes += row[4].length;
    last = { sort: sortKeyOfRow(row, query.index), key: item.key };
  }
  return { items };
}
