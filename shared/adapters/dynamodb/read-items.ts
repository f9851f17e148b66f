import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item, ItemKey } from '../../ports/item-store.ts';
import { ThrottledError } from '../../ports/throttled-error.ts';
import type { DynamoTable } from './dynamo-table.ts';
import { type Attributes, itemOfAttributes, keyAttributes, keyIn } from './item-attributes.ts';
import { pause, readPersistently } from './persist.ts';

/** DynamoDB reads this many items in one call. */
export const ITEMS_PER_READ = 100;
/** Calls in a row that gave nothing more. */
const FRUITLESS_CALLS = 4;

/**
 * Reads items by their keys, at most {@link ITEMS_PER_READ}, in no order and perhaps a moment old. What is not there is missing.
 *
 * @throws ThrottledError
 */
export async function readItems(options: DynamoTable, keys: readonly ItemKey[]): Promise<readonly Item[]> {
  const { client, table } = options;
  const items: Item[] = [];
  let rest = differentOnes(keys).map(keyAttributes);
  for (let fruitless = 0; rest.length > 0; ) {
    const command = new BatchGetItemCommand({ RequestItems: { [table]: { Keys: rest } } });
    const { Responses, UnprocessedKeys } = await readPersistently(options, () => client.send(command));
    items.push(...(Responses?.[table] ?? []).map(itemOfAttributes));
    const left: Attributes[] = UnprocessedKeys?.[table]?.Keys ?? [];
    fruitless = left.length < rest.length ? 0 : fruitless + 1;
    if (fruitless === FRUITLESS_CALLS) throw new ThrottledError('DynamoDB asked to slow down.');
    if (fruitless > 0) await pause(options, fruitless);
    rest = left;
  }
  return items;
}

/** An item that moves in an index may be met at both places; DynamoDB takes each key once. */
function differentOnes(keys: readonly ItemKey[]): readonly ItemKey[] {
  return [...new Map(keys.map((key) => [textOfKey(key), key])).values()];
}

/** A text that no other key has. */
export function textOfKey({ partition, sort }: ItemKey): string {
  return JSON.stringify([partition, sort]);
}

/** The base keys of what a query of an index gave. */
export function baseKeysOf(entries: readonly Attributes[]): readonly ItemKey[] {
  return entries.flatMap((entry) => keyIn(entry, 'base') ?? []);
}
