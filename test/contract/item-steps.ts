import fc from 'fast-check';
import type { Change, Item, ItemQuery, ItemStore } from '../../shared/ports/item-store.ts';

/** When stories of steps begin, in milliseconds since 1970. */
export const START = Date.parse('2026-03-02T08:00:00.000Z');
const partition = fc.constantFrom('thing#a', 'thing#b');
const sort = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'a#1', 'a#2', 'b') },
  fc.string({ minLength: 1, maxLength: 4, unit: 'binary' }).filter((text) => !text.includes('\u{10FFFF}')),
);
const key = fc.record({ partition, sort });
const version = fc.integer({ min: 1, max: 3 });
const expectation = fc.oneof({ weight: 2, arbitrary: fc.constant('absent' as const) }, fc.record({ version }));
const expiresAt = fc.integer({ min: -5, max: 60 }).map((seconds) => new Date(START + seconds * 1_000).toISOString());
const item: fc.Arbitrary<Item> = fc
  .record(
    {
      key,
      version,
      body: fc.dictionary(
        fc.string(),
        fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
      ),
      indexes: fc.record({ lists: key, relations: key, due: key }, { requiredKeys: [] }),
      expiresAt,
    },
    { requiredKeys: ['key', 'version', 'body'] },
  )
  .map(({ indexes, ...rest }) => ({
    type: 'thing',
    ...rest,
    ...(indexes && Object.keys(indexes).length > 0 && { indexes }),
  }));
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('put' as const), item, expect: expectation }) },
  fc.record({ kind: fc.constant('delete' as const), key, expect: fc.record({ version }) }),
  fc.record({ kind: fc.constant('check' as const), key, expect: expectation }),
);
const query: fc.Arbitrary<ItemQuery> = fc.record(
  {
    index: fc.constantFrom('base' as const, 'lists' as const, 'relations' as const, 'due' as const),
    partition,
    limit: fc.integer({ min: 1, max: 3 }),
    order: fc.constantFrom('ascending' as const, 'descending' as const),
    range: fc.oneof(
      fc.record({ beginsWith: fc.oneof(fc.constant(''), sort) }),
      fc.record({ from: sort, to: sort }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: ['index', 'partition', 'limit'] },
);
/** Something that is done to a store, or time that passes. */
export const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ write: fc.array(change, { minLength: 1, maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ query }) },
  { weight: 2, arbitrary: fc.record({ get: key }) },
  fc.record({ passSeconds: fc.integer({ min: 1, max: 20 }) }),
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a store answers to a step, errors included; the answer to a query is all of its pages. */
export async function answerOf(store: ItemStore, request: Exclude<Step, { passSeconds: number }>): Promise<unknown> {
  try {
    if ('get' in request) return await store.get(request.get);
    if ('query' in request) return await pagesOf(store, request.query);
    return await store.write(request.write);
  } catch (error) {
    const failed = error instanceof Error && 'failed' in error ? error.failed : undefined;
    return { error: error instanceof Error ? error.name : error, failed };
  }
}

async function pagesOf(store: ItemStore, first: ItemQuery): Promise<unknown> {
  const pages: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.query({ ...first, ...(cursor !== undefined && { cursor }) });
    pages.push(page);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
}
