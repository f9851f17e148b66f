import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Change, Expectation, Item, ItemPage, ItemQuery, ItemStore } from '../../shared/ports/item-store.ts';

/** An item of the made-up type `thing` in partition `thing#<partition>`. */
export function thing(partition: string, sort: string, more: Partial<Omit<Item, 'key' | 'type'>> = {}): Item {
  return { key: { partition: `thing#${partition}`, sort }, type: 'thing', version: 1, body: { sort }, ...more };
}

/** A change that puts the item; it must be absent before unless told otherwise. */
export function put(item: Item, expect: Expectation = 'absent'): Change {
  return { kind: 'put', item, expect };
}

/** The sort keys of a page, in its order. */
export function sortsOf(page: ItemPage): readonly string[] {
  return page.items.map((item) => item.key.sort);
}

/** Reads all pages of a query, and checks that no page exceeds the limit. */
export async function readAll(store: ItemStore, query: ItemQuery): Promise<readonly Item[]> {
  const items: Item[] = [];
  let next: string | undefined;
  do {
    const page = await store.query({ ...query, ...(next !== undefined && { cursor: next }) });
    if (page.items.length > query.limit) throw new Error(`A page has ${page.items.length} items.`);
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return items;
}

/** Text that does not compress: hexadecimal digits of a multiplicative sequence. Two characters carry a byte. */
export function incompressibleText(characters: number): string {
  let state = 0x9e3779b9;
  let text = '';
  while (text.length < characters) {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5) >>> 0;
    text += state.toString(16).padStart(8, '0');
  }
  return text.slice(0, characters);
}

/** A body with a text of `characters` and everything else that JSON can hold. */
export function bodyWith(text: string): JsonObject {
  return {
    text,
    nothing: null,
    yes: true,
    number: -0.5,
    list: [1, 'zwei', { drei: [] }],
    unicode: 'Žluťoučký 🐎 \u0000',
  };
}
