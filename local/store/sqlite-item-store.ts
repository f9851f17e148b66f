import { encodeBody, type StoredBody } from '../../shared/adapters/item-store/item-body.ts';
import { changesOf } from '../../shared/adapters/item-store/one-by-one.ts';
import { cursorAfter, type Position, positionOf } from '../../shared/adapters/item-store/query-cursor.ts';
import { checkChanges, checkQuery, isExpired, keyOfChange } from '../../shared/adapters/item-store/store-rules.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import {
  type Change,
  type Expectation,
  type Item,
  type ItemPage,
  type ItemQuery,
  type ItemStore,
  UnknownOutcomeError,
  WriteConflictError,
} from '../../shared/ports/item-store.ts';
import { CommitFailedError, type LocalDatabase } from './database.ts';
import { sqlOfQuery } from './item-query-sql.ts';
import { type ItemRow, itemOfRow, keyOfRow, PUT_ITEM, valuesOfItem } from './item-row.ts';
import { ITEM_TABLES } from './item-tables.ts';
import { type Prepare, statementsOf } from './statements.ts';

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
  const prepare = statementsOf(database);
  const write = async (changes: readonly Change[]): Promise<void> => {
    checkChanges(changes);
    if (changes.length === 0) return;
    // Serialised before the call returns: later changes to the caller's objects must not reach the store.
    const prepared = changes.map((change) => prepareChange(change));
    const now = instantOf(clock);
    try {
      await database.transact(() => {
        const failed = prepared.flatMap(({ change }, position) => (holds(change, { prepare, now }) ? [] : [position]));
        if (failed.length > 0) throw new WriteConflictError(failed);
        for (const change of prepared) apply(change, prepare);
      });
    } catch (error) {
      if (error instanceof CommitFailedError) throw new UnknownOutcomeError(error.message, { cause: error });
      throw error;
    }
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

    deleteExpired(limit) {
      return database.transact(() => {
        const expired = 'select rowid from items where expires_at <= ? order by expires_at limit ?';
        return Number(prepare(`delete from items where rowid in (${expired})`).run(instantOf(clock), limit).changes);
      });
    },
  };
}

interface PreparedChange {
  readonly change: Change;
  readonly stored?: { readonly item: Item; readonly body: StoredBody };
}

function prepareChange(change: Change): PreparedChange {
  return change.kind === 'put' ? { change, stored: { item: change.item, body: encodeBody(change.item) } } : { change };
}

function holds(change: Change, { prepare, now }: { prepare: Prepare; now: string }): boolean {
  const { partition, sort } = keyOfChange(change);
  const present =
    'select version from items where partition = ? and sort = ? and (expires_at is null or expires_at > ?)';
  const version = prepare(present).get(partition, sort, now)?.version;
  const expected: Expectation = change.expect;
  return expected === 'absent' ? version === undefined : version === expected.version;
}

function apply({ change, stored }: PreparedChange, prepare: Prepare): void {
  if (stored) prepare(PUT_ITEM).run(...valuesOfItem(stored.item, stored.body));
  if (change.kind === 'delete') {
    prepare('delete from items where partition = ? and sort = ?').run(change.key.partition, change.key.sort);
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
