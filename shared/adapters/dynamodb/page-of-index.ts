import type { QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Item, ItemQuery, SecondaryIndex } from '../../ports/item-store.ts';
import type { Position } from '../item-store/query-cursor.ts';
import type { DynamoTable } from './dynamo-table.ts';
import { type Attributes, keyIn } from './item-attributes.ts';
import { baseKeysOf, ITEMS_PER_READ, readItems, textOfKey } from './read-items.ts';

/** A page ends after about this much, as one of a base partition does after 1 MB. */
const MAX_PAGE_BYTES = 1_048_576;

/** What a page of an index came to. `stoppedAt` is there when it ended before the entries did. */
export interface IndexPage {
  readonly items: readonly Item[];
  readonly stoppedAt?: Position;
}

/**
 * The items behind the entries of an index, which holds keys only: so a change of an item costs nothing in an index in which its place stays. An
 * entry that its item has left meanwhile is passed over: the item shows at its new place, or not at all.
 */
export async function pageOfIndex(
  options: DynamoTable,
  { index }: ItemQuery & { readonly index: SecondaryIndex },
  { Items: entries = [] }: QueryCommandOutput,
): Promise<IndexPage> {
  const items: Item[] = [];
  let bytes = 0;
  for (let start = 0; start < entries.length; start += ITEMS_PER_READ) {
    const some = entries.slice(start, start + ITEMS_PER_READ);
    const found = new Map((await readItems(options, baseKeysOf(some))).map((item) => [textOfKey(item.key), item]));
    const shown = some.flatMap((entry) => itemBehind(entry, index, found) ?? []);
    items.push(...shown);
    bytes += shown.reduce((sum, { body }) => sum + JSON.stringify(body).length, 0);
    const last = some.at(-1);
    if (bytes >= MAX_PAGE_BYTES && start + some.length < entries.length && last) {
      return { items, stoppedAt: positionOf(last, index) };
    }
  }
  return { items };
}

function itemBehind(entry: Attributes, index: SecondaryIndex, found: ReadonlyMap<string, Item>): Item | undefined {
  const [base, place] = [keyIn(entry, 'base'), keyIn(entry, index)];
  const item = base && found.get(textOfKey(base));
  const now = item?.indexes?.[index];
  return place && now && textOfKey(now) === textOfKey(place) ? item : undefined;
}

function positionOf(entry: Attributes, index: SecondaryIndex): Position {
  return { sort: keyIn(entry, index)?.sort ?? '', key: keyIn(entry, 'base') ?? { partition: '', sort: '' } };
}
