import { type Change, type Item, type ItemKey, type ItemQuery, MAX_CHANGES_PER_WRITE } from '../../ports/item-store.ts';

/** The caller broke a rule of the port: a mistake in the program, never in somebody's data. */
export class InvalidStoreCallError extends Error {
  override readonly name = 'InvalidStoreCallError';
}

/** DynamoDB's limits for the two parts of a key, in bytes of UTF-8. */
const MAX_PARTITION_BYTES = 2_048;
const MAX_SORT_BYTES = 1_024;
const MAX_PAGE = 1_000;

/** Checks what every store demands of a write, so that what works on one machine works in the cloud. @throws InvalidStoreCallError */
export function checkChanges(changes: readonly Change[]): void {
  demand(changes.length <= MAX_CHANGES_PER_WRITE, `A write has at most ${MAX_CHANGES_PER_WRITE} changes.`);
  const seen = new Set<string>();
  for (const change of changes) {
    const key = keyOfChange(change);
    checkKey(key);
    if (changes.length > 1) {
      const identity = identityOf(key);
      demand(!seen.has(identity), `The key ${key.partition} ${key.sort} occurs twice in one write.`);
      seen.add(identity);
    }
    if (change.kind === 'put') checkItem(change.item);
  }
}

/** Checks what every store demands of a query. @throws InvalidStoreCallError */
export function checkQuery(query: ItemQuery): void {
  const fits = Number.isInteger(query.limit) && query.limit >= 1 && query.limit <= MAX_PAGE;
  demand(fits, `The limit of a query is 1 to ${MAX_PAGE}, not ${query.limit}.`);
}

/** The base key that a change is about. */
export function keyOfChange(change: Change): ItemKey {
  return change.kind === 'put' ? change.item.key : change.key;
}

/** A key as one text. The length keeps the two parts apart, whatever is in them. */
export function identityOf({ partition, sort }: ItemKey): string {
  return `${partition.length} ${partition}${sort}`;
}

/** Whether the item counts as gone at `now` (ISO 8601). Conditions and consistent reads treat it as absent. */
export function isExpired(item: { readonly expiresAt?: string | undefined }, now: string): boolean {
  return item.expiresAt !== undefined && item.expiresAt <= now;
}

function checkItem(item: Item): void {
  const { partition } = item.key;
  const isTyped = partition === item.type || partition.startsWith(`${item.type}#`);
  demand(isTyped, `The partition of a ${item.type} must start with its type and #, not as ${partition} does.`);
  demand(Number.isInteger(item.version) && item.version >= 1, `The version of a ${item.type} must be 1 or more.`);
  for (const key of Object.values(item.indexes ?? {})) checkKey(key);
  if (item.expiresAt !== undefined) {
    // Instants are compared as text, which is right only for the one form that Date writes.
    demand(isInstant(item.expiresAt), `expiresAt must look like 2026-01-31T12:00:00.000Z, not ${item.expiresAt}.`);
  }
}

function checkKey(key: ItemKey): void {
  demand(isWithin(key.partition, MAX_PARTITION_BYTES), `A partition key has 1 to ${MAX_PARTITION_BYTES} bytes.`);
  demand(isWithin(key.sort, MAX_SORT_BYTES), `A sort key has 1 to ${MAX_SORT_BYTES} bytes.`);
}

function isWithin(text: string, bytes: number): boolean {
  // A character takes at most three bytes.
  return text !== '' && (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes);
}

function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new InvalidStoreCallError(message);
}
