import { beforeEach, describe, expect, it } from 'vitest';
import { InvalidCursorError, type ItemQuery } from '../../shared/ports/item-store.ts';
import { put, readAll, sortsOf, thing } from './item-samples.ts';
import type { ItemStoreHarness } from './item-store.contract.ts';

const SORTS = ['a', 'a#1', 'a#10', 'a#2', 'b', 'b\u{FFFD}', 'b\u{1F40E}', 'c'];

/** Pages come in the order of the sort keys' bytes, within their range, and continue where they ended. */
export function itemStoreQueryContract(harness: () => ItemStoreHarness): void {
  const query = (more: Partial<ItemQuery>) =>
    harness().store.query({ index: 'base', partition: 'thing#p', limit: 100, ...more });

  describe('query of a base partition', () => {
    beforeEach(async () => {
      const items = [...SORTS].reverse().map((sort) => put(thing('p', sort)));
      await harness().store.write([...items, put(thing('other', 'a')), put(thing('p#a', 'a'))]);
    });

    it('gives one partition in the order of the bytes of the sort key', async () => {
      expect(sortsOf(await query({}))).toEqual(SORTS);
      expect(sortsOf(await query({ order: 'descending' }))).toEqual(SORTS.toReversed());
      expect((await query({ partition: 'thing#nobody' })).items).toEqual([]);
    });

    it('limits to a prefix', async () => {
      expect(sortsOf(await query({ range: { beginsWith: 'a#1' } }))).toEqual(['a#1', 'a#10']);
      expect(sortsOf(await query({ range: { beginsWith: 'b' }, order: 'descending' }))).toEqual([
        'b\u{1F40E}',
        'b\u{FFFD}',
        'b',
      ]);
      expect(sortsOf(await query({ range: { beginsWith: '' } }))).toEqual(SORTS);
    });

    it('limits to inclusive bounds, each of which may be left out', async () => {
      expect(sortsOf(await query({ range: { from: 'a#1', to: 'a#2' } }))).toEqual(['a#1', 'a#10', 'a#2']);
      expect(sortsOf(await query({ range: { from: 'b\u{FFFD}' } }))).toEqual(['b\u{FFFD}', 'b\u{1F40E}', 'c']);
      expect(sortsOf(await query({ range: { to: 'a' } }))).toEqual(['a']);
      expect(sortsOf(await query({ range: { from: 'x', to: 'd' } }))).toEqual([]);
    });

    it.each([1, 2, 3, 8])('continues page by page of %i without gaps or repetitions', async (limit) => {
      for (const order of ['ascending', 'descending'] as const) {
        const found = await readAll(harness().store, { index: 'base', partition: 'thing#p', limit, order });
        const sorts = found.map(({ key }) => key.sort);
        expect(sorts).toEqual(order === 'ascending' ? SORTS : SORTS.toReversed());
      }
    });

    it('continues after an item that was deleted meanwhile, and sees items written meanwhile', async () => {
      const page = await query({ limit: 2 });
      await harness().store.write([
        { kind: 'delete', key: thing('p', 'a#1').key, expect: { version: 1 } },
        put(thing('p', 'a#11')),
      ]);
      const rest = await query({ limit: 2, cursor: page.next ?? 'absent' });
      expect(sortsOf(rest)).toEqual(['a#10', 'a#11']);
    });

    it('may change the size of the page from page to page', async () => {
      const { next } = await query({ limit: 2 });
      expect(sortsOf(await query({ limit: 100, cursor: next ?? 'absent' }))).toEqual(SORTS.slice(2));
    });

    it('refuses a cursor that was tampered with or belongs to another query', async () => {
      const { next = '' } = await query({ limit: 2 });
      for (const cursor of ['', '.', 'nonsense', `x${next}`, next.slice(0, -1), `${next}x`]) {
        await expect(query({ cursor }), cursor).rejects.toThrow(InvalidCursorError);
      }
      await expect(query({ cursor: next, partition: 'thing#other' })).rejects.toThrow(InvalidCursorError);
      await expect(query({ cursor: next, order: 'descending' })).rejects.toThrow(InvalidCursorError);
      await expect(query({ cursor: next, range: { beginsWith: 'a' } })).rejects.toThrow(InvalidCursorError);
      await expect(query({ cursor: next, index: 'lists' })).rejects.toThrow(InvalidCursorError);
    });

    it.each([0, -1, 1.5, 1_001])('refuses %d as the size of a page', async (limit) => {
      await expect(query({ limit })).rejects.toThrow();
    });

    it('gives large items too, however many pages that takes', async () => {
      const text = 'x'.repeat(4_000);
      for (let n = 0; n < 4; n++) {
        const changes = Array.from({ length: 100 }, (_, m) => put(thing('big', `${n}-${m}`, { body: { text } })));
        await harness().store.write(changes);
      }
      const found = await readAll(harness().store, { index: 'base', partition: 'thing#big', limit: 1_000 });
      expect(found).toHaveLength(400);
    });
  });

  describe('query of a secondary index', () => {
    const inList = (sort: string, listSort: string, version = 1) =>
      thing('p', sort, { version, indexes: { lists: { partition: 'list#x', sort: listSort } } });
    const list = async (more: Partial<ItemQuery> = {}) => {
      await harness().settleIndexes();
      return query({ index: 'lists', partition: 'list#x', ...more });
    };

    it('shows only the items that name it, whole and in its own order', async () => {
      const first = inList('2', 'a');
      await harness().store.write([put(inList('1', 'b')), put(first), put(thing('p', '3'))]);
      const page = await list();
      expect(sortsOf(page)).toEqual(['2', '1']);
      expect(page.items[0]).toEqual(first);
      expect((await query({ index: 'due', partition: 'list#x' })).items).toEqual([]);
    });

    it('follows the item when it moves, leaves the index, or is deleted', async () => {
      const { store } = harness();
      await store.write([put(inList('1', 'a')), put(inList('2', 'b')), put(inList('3', 'c'))]);
      await store.write([
        put(inList('1', 'z', 2), { version: 1 }),
        put(thing('p', '2', { version: 2 }), { version: 1 }),
        { kind: 'delete', key: thing('p', '3').key, expect: { version: 1 } },
      ]);
      expect(sortsOf(await list())).toEqual(['1']);
      expect((await list()).items[0]).toEqual(inList('1', 'z', 2));
    });

    it('pages through items with the same sort key', async () => {
      const sorts = Array.from({ length: 7 }, (_, n) => String(n));
      await harness().store.write(sorts.map((sort) => put(inList(sort, 'same'))));
      await harness().settleIndexes();
      for (const order of ['ascending', 'descending'] as const) {
        const found = await readAll(harness().store, { index: 'lists', partition: 'list#x', limit: 2, order });
        expect(new Set(found.map(({ key }) => key.sort))).toEqual(new Set(sorts));
        expect(found).toHaveLength(7);
      }
    });

    it('limits to ranges as a base partition does', async () => {
      await harness().store.write(['1', '2', '3'].map((sort) => put(inList(sort, `2026-0${sort}`))));
      expect(sortsOf(await list({ range: { to: '2026-02' } }))).toEqual(['1', '2']);
      expect(sortsOf(await list({ range: { beginsWith: '2026-03' } }))).toEqual(['3']);
    });
  });
}
