import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../local/store/database.ts';
import type { LocalDatabase } from '../../../local/store/local-database.ts';
import { createSqliteItemStore, type SqliteItemStore } from '../../../local/store/sqlite-item-store.ts';
import { incompressibleText, put, sortsOf, thing } from '../../contract/item-samples.ts';
import { createJumpingClock, type JumpingClock } from '../../support/jumping-clock.ts';

describe('the item store in SQLite', () => {
  let clock: JumpingClock;
  let database: LocalDatabase;
  let store: SqliteItemStore;
  beforeEach(() => {
    clock = createJumpingClock();
    database = openDatabase(':memory:');
    store = createSqliteItemStore({ database, clock });
  });
  afterEach(() => database.close());

  it('deletes expired items, so many at a time, and no others', async () => {
    const inOneMinute = new Date(clock.now() + 60_000).toISOString();
    const expiring = ['1', '2', '3'].map((sort) => put(thing('p', sort, { expiresAt: inOneMinute })));
    await store.write([...expiring, put(thing('p', 'kept'))]);
    expect(await store.deleteExpired(10)).toBe(0);
    await clock.advance(60_000);
    expect(await store.deleteExpired(2)).toBe(2);
    expect(await store.deleteExpired(2)).toBe(1);
    expect(await store.deleteExpired(2)).toBe(0);
    const left = database.prepare('select sort from items').all();
    expect(left).toEqual([{ sort: 'kept' }]);
  });

  it('compresses bodies above 4 KB only', async () => {
    const text = 'abcdefgh'.repeat(1_000);
    await store.write([put(thing('p', 'large', { body: { text } })), put(thing('p', 'small'))]);
    const sizes = database.prepare('select typeof(body) as kind, length(body) as size from items').all();
    expect(sizes[0]).toMatchObject({ kind: 'blob' });
    expect(Number(sizes[0]?.size)).toBeLessThan(1_000);
    expect(sizes[1]).toMatchObject({ kind: 'text' });
  });

  it('ends a page after a megabyte, as DynamoDB does', async () => {
    const body = { text: incompressibleText(300_000) };
    for (let n = 0; n < 10; n++) await store.write([put(thing('p', String(n), { body }))]);
    const page = await store.query({ index: 'base', partition: 'thing#p', limit: 10 });
    expect(page.items.length).toBeLessThan(10);
    const rest = await store.query({ index: 'base', partition: 'thing#p', limit: 10, cursor: page.next ?? 'absent' });
    expect(sortsOf(rest)[0]).toBe(String(page.items.length));
  });

  it('reads and changes through the indexes, never through the whole table', async () => {
    const plans = ['items_base', 'items_lists', 'items_relations', 'items_due'].map((index) => {
      const name = index.slice('items_'.length);
      const [partition, sort] = name === 'base' ? ['partition', 'sort'] : [`${name}_partition`, `${name}_sort`];
      const sql = `explain query plan select * from items where ${partition} = ? and ${sort} >= ? and
        (${sort}, partition, sort) > (?, ?, ?) order by ${sort}, partition, sort`;
      return database
        .prepare(sql)
        .all('a', 'b', 'b', 'c', 'd')
        .map(({ detail }) => String(detail));
    });
    for (const [position, index] of ['items_base', 'items_lists', 'items_relations', 'items_due'].entries()) {
      expect(plans[position]).toEqual([expect.stringContaining(`SEARCH items USING INDEX ${index} `)]);
    }
  });

  it('acknowledges only what it kept when the disk is full, and goes on when there is room', async () => {
    await store.write([put(thing('p', 'before'))]);
    const pages = Number(database.prepare('pragma page_count').get()?.page_count);
    database.prepare(`pragma max_page_count = ${pages + 2}`).get();
    const body = { text: incompressibleText(300_000) };
    const results = await Promise.allSettled([
      store.write([put(thing('p', 'small'))]),
      store.write([put(thing('p', 'large', { body }))]),
    ]);
    expect(results.some(({ status }) => status === 'rejected')).toBe(true);
    const acknowledged = ['small', 'large'].filter((_sort, n) => results[n]?.status === 'fulfilled');
    const page = await store.query({ index: 'base', partition: 'thing#p', limit: 10 });
    expect(sortsOf(page).toSorted()).toEqual(['before', ...acknowledged].toSorted());

    database.prepare('pragma max_page_count = 100000').get();
    await store.write([put(thing('p', 'large', { body }))]);
    expect((await store.get(thing('p', 'large').key))?.body).toEqual(body);
  });
});
