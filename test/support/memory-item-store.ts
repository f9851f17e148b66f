import { decodeBody, encodeBody, type StoredBody } from '../../shared/adapters/item-store/item-body.ts';
import { oneByOne } from '../../shared/adapters/item-store/one-by-one.ts';
import { cursorAfter, type Position, positionOf } from '../../shared/adapters/item-store/query-cursor.ts';
import { checkChanges, checkQuery, isExpired, keyOfChange } from '../../shared/adapters/item-store/store-rules.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import {
  type Change,
  type Item,
  type ItemKey,
  type ItemQuery,
  type ItemStore,
  WriteConflictError,
} from '../../shared/ports/item-store.ts';

/** An item store with DynamoDB's habits: indexes that lag behind, and expired items that stay for a while. */
export interface MemoryItemStore extends ItemStore {
  /** Lets the secondary indexes see every write. */
  catchUp(): void;
  /** Deletes the expired items, which secondary indexes show until then. */
  deleteExpired(): void;
  /** Everything stored, expired or not, ordered by key. For assertions about the whole. */
  items(): readonly Item[];
}

type StoredItem = Omit<Item, 'body'> & { readonly body: StoredBody };
type Items = Map<string, StoredItem>;

/**
 * @param options.indexLagWrites how many writes the secondary indexes are behind: 0 when absent, Infinity: until `catchUp`.
 */
export function createMemoryItemStore(options: { clock: Clock; indexLagWrites?: number }): MemoryItemStore {
  const base: Items = new Map();
  const indexed: Items = new Map();
  const behind: (readonly Change[])[] = [];
  const isPresent = (item: StoredItem | undefined): item is StoredItem =>
    item !== undefined && !isExpired(item, instantOf(options.clock));
  const catchUpTo = (lag: number): void => {
    while (behind.length > lag) applyAll(indexed, behind.shift() ?? []);
  };

  const write = async (changes: readonly Change[]): Promise<void> => {
    checkChanges(changes);
    // Also copies, and refuses what is too large before anything changes.
    const copies = changes.map((change) => copyOf(change));
    const failed = copies.flatMap((change, position) => {
      const item = base.get(textOf(keyOfChange(change)));
      const version = isPresent(item) ? item.version : undefined;
      const isMet = change.expect === 'absent' ? version === undefined : version === change.expect.version;
      return isMet ? [] : [position];
    });
    if (failed.length > 0) throw new WriteConflictError(failed);
    applyAll(base, copies);
    behind.push(copies);
    catchUpTo(options.indexLagWrites ?? 0);
  };

  return {
    write,
    writeInOrder: (steps) => oneByOne(steps, write),
    async get(key) {
      const item = base.get(textOf(key));
      return isPresent(item) ? itemOf(item) : undefined;
    },
    async query(query) {
      checkQuery(query);
      const items =
        query.index === 'base' ? [...base.values()].filter((item) => isPresent(item)) : [...indexed.values()];
      return pageOf(query, sortedMatches(query, items));
    },
    catchUp: () => catchUpTo(0),
    deleteExpired() {
      for (const items of [base, indexed]) {
        for (const [key, item] of items) if (!isPresent(item)) items.delete(key);
      }
    },
    items: () => [...base.entries()].sort(([a], [b]) => compareBytes(a, b)).map(([, item]) => itemOf(item)),
  };
}

function copyOf(change: Change): Change {
  if (change.kind !== 'put') return change;
  return { ...change, item: { ...structuredClone(change.item), body: decodeBody(encodeBody(change.item)) } };
}

function applyAll(items: Items, changes: readonly Change[]): void {
  for (const change of changes) {
    const key = textOf(keyOfChange(change));
    if (change.kind === 'put') items.set(key, { ...change.item, body: encodeBody(change.item) });
    if (change.kind === 'delete') items.delete(key);
  }
}

function itemOf(item: StoredItem): Item {
  return { ...item, body: decodeBody(item.body) };
}

function textOf(key: ItemKey): string {
  return `${key.partition}\u0000${key.sort}`;
}

interface Match {
  readonly item: StoredItem;
  readonly position: Position;
}

function sortedMatches(query: ItemQuery, items: readonly StoredItem[]): readonly Match[] {
  const { order, range = {}, index, partition } = query;
  const inRange = (sort: string): boolean =>
    'beginsWith' in range
      ? sort.startsWith(range.beginsWith)
      : compareBytes(range.from ?? '', sort) <= 0 && (range.to === undefined || compareBytes(sort, range.to) <= 0);
  const matches = items.flatMap((item): Match[] => {
    const key = index === 'base' ? item.key : item.indexes?.[index];
    const isMatch = key?.partition === partition && inRange(key.sort);
    return isMatch ? [{ item, position: { sort: key.sort, key: item.key } }] : [];
  });
  const sign = order === 'descending' ? -1 : 1;
  return matches.sort((a, b) => sign * comparePositions(a.position, b.position));
}

function pageOf(query: ItemQuery, matches: readonly Match[]) {
  const after = positionOf(query);
  const sign = query.order === 'descending' ? -1 : 1;
  const rest = after ? matches.filter(({ position }) => sign * comparePositions(position, after) > 0) : matches;
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => itemOf(item)),
    ...(last && rest.length > page.length && { next: cursorAfter(query, last.position) }),
  };
}

function comparePositions(a: Position, b: Position): number {
  return (
    compareBytes(a.sort, b.sort) ||
    compareBytes(a.key.partition, b.key.partition) ||
    compareBytes(a.key.sort, b.key.sort)
  );
}

/** Keys are ordered by their bytes in UTF-8, as DynamoDB and SQLite do; JavaScript would order by UTF-16. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
