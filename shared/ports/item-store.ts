import type { JsonObject } from '../domain/json/json.ts';

/**
 * The store of everything that Werkstroom knows: one table of items, as DynamoDB keeps them.
 *
 * It is deliberately tiny. What decides is read by base key (`get`, or `query` on `base`), which is always consistent;
 * the other indexes may lag behind and serve lists and the sweep only. There is no scan.
 */
export interface ItemStore {
  /** The item under this key as of the last acknowledged write, or undefined. Never returns an expired item. */
  get(key: ItemKey): Promise<Item | undefined>;
  /** One page of the items of one partition, ordered by sort key. */
  query(query: ItemQuery): Promise<ItemPage>;
  /**
   * Applies all changes or none (at most {@link MAX_CHANGES_PER_WRITE}, no key twice).
   *
   * @throws WriteConflictError when a condition does not hold: nothing was written.
   * @throws ThrottledError when the store asks to slow down: nothing was written, the same write may be tried again.
   * @throws UnknownOutcomeError when the answer was lost: the write may or may not have happened. Read before trying again.
   * @throws ItemTooLargeError when an item exceeds {@link MAX_ITEM_BYTES} after compression: nothing was written.
   */
  write(changes: readonly Change[]): Promise<void>;
  /**
   * Applies the steps one after the other, each on its own: half the price of an atomic write of them. When it fails, those before the one that
   * failed are there (some stores apply none of them), so it is for changes that may be made again, or stand without those behind them.
   *
   * @param steps a change, or several that are made together or not at all. At most {@link MAX_CHANGES_PER_WRITE} changes, no key twice.
   * @throws the errors of {@link write}, about the first step that failed; positions count the changes of all steps.
   */
  writeInOrder(steps: readonly WriteStep[]): Promise<void>;
}

/** DynamoDB's limit for TransactWriteItems. */
export const MAX_CHANGES_PER_WRITE = 100;
/** DynamoDB's limit for one item is 400 KB; this leaves room for keys and attribute names. */
export const MAX_ITEM_BYTES = 390_000;
/** Bodies above this size are compressed before they are stored, where the store has no better reason of its own. */
export const COMPRESS_ABOVE_BYTES = 4_096;

/** Primary key. The partition key starts with the item's type and company, so that rights can be limited by leading key. */
export interface ItemKey {
  readonly partition: string;
  readonly sort: string;
}

/** The secondary indexes. `lists` and `relations` serve pages of the API; `due` (16 shards) serves the sweep. */
export type SecondaryIndex = 'lists' | 'relations' | 'due';

/** One stored thing. Domain objects never see this shape: repositories translate. */
export interface Item {
  readonly key: ItemKey;
  /** The item type, equal to the text before the first `#` of the partition key. */
  readonly type: string;
  /** Set by the writer: 1 for a new item, one more with each change. */
  readonly version: number;
  readonly body: JsonObject;
  /** Where the item appears in the secondary indexes (sparse: only the named ones). */
  readonly indexes?: Partial<Record<SecondaryIndex, ItemKey>>;
  /** Instant (ISO 8601) after which the item may be deleted by the store, and is never returned any more by `get`. */
  readonly expiresAt?: string;
}

/** A condition on the item that is there before the change. */
export type Expectation = 'absent' | { readonly version: number };

/** One part of an atomic write. */
export type Change =
  | { readonly kind: 'put'; readonly item: Item; readonly expect: Expectation }
  | { readonly kind: 'delete'; readonly key: ItemKey; readonly expect: { readonly version: number } }
  | { readonly kind: 'check'; readonly key: ItemKey; readonly expect: Expectation };

/** One step of a write in order: a change, or several that are atomic among themselves. */
export type WriteStep = Change | readonly Change[];

/** What to read of one partition of one index. */
export interface ItemQuery {
  readonly index: 'base' | SecondaryIndex;
  readonly partition: string;
  /** Limits on the sort key: a prefix, or inclusive bounds. */
  readonly range?: { readonly beginsWith: string } | { readonly from?: string; readonly to?: string };
  /** At most this many items, 1 to 1000. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string;
  /** By sort key, `ascending` when absent. */
  readonly order?: 'ascending' | 'descending';
}

export interface ItemPage {
  readonly items: readonly Item[];
  /** Opaque; present when there may be more. */
  readonly next?: string;
}

/** A condition of a write did not hold. `failed` holds the positions of the changes whose condition failed, where known. */
export class WriteConflictError extends Error {
  override readonly name = 'WriteConflictError';
  readonly failed: readonly number[];
  constructor(failed: readonly number[]) {
    super(`The item changed meanwhile (change ${failed.join(', ')}).`);
    this.failed = failed;
  }
}

/** The answer to a write was lost: it may or may not have happened. */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError';
}

/** An item is larger than the store can hold. */
export class ItemTooLargeError extends Error {
  override readonly name = 'ItemTooLargeError';
}

/** The cursor of a query was not made by this store for this query. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
}
