import { describe, expect, it } from 'vitest';
import {
  type Change,
  ItemTooLargeError,
  MAX_CHANGES_PER_WRITE,
  MAX_ITEM_BYTES,
  WriteConflictError,
  type WriteStep,
} from '../../shared/ports/item-store.ts';
import { bodyWith, incompressibleText, put, thing } from './item-samples.ts';
import type { ItemStoreHarness } from './item-store.contract.ts';

/** What is written is there whole, under its conditions, or not at all. */
export function itemStoreWriteContract(harness: () => ItemStoreHarness): void {
  const write = (...changes: readonly Change[]) => harness().store.write(changes);
  const get = (partition: string, sort: string) => harness().store.get(thing(partition, sort).key);
  const later = (milliseconds: number) => new Date(harness().now() + milliseconds).toISOString();

  describe('write', () => {
    it('gives back exactly what was put', async () => {
      const item = thing('p', 's', {
        version: 3,
        body: bodyWith('short'),
        indexes: { lists: { partition: 'l', sort: '1' }, due: { partition: 'd', sort: '2' } },
        expiresAt: later(60_000),
      });
      await write(put(item));
      expect(await get('p', 's')).toEqual(item);
    });

    it('knows nothing of what was never put', async () => {
      expect(await get('p', 'nothing')).toBeUndefined();
    });

    it.each([4_000, 4_096, 5_000, 300_000, 2_000_000])('keeps a body of %i characters', async (length) => {
      const item = thing('p', 's', { body: bodyWith('Kč'.repeat(length / 2)) });
      await write(put(item));
      expect(await get('p', 's')).toEqual(item);
    });

    it('keeps a body that does not compress, up to the limit', async () => {
      const item = thing('p', 's', { body: { text: incompressibleText(MAX_ITEM_BYTES) } });
      await write(put(item));
      expect(await get('p', 's')).toEqual(item);
    });

    it('refuses a body that is too large even when compressed, with everything written together with it', async () => {
      const tooLarge = thing('p', 'large', { body: { text: incompressibleText(3 * MAX_ITEM_BYTES) } });
      await expect(write(put(thing('p', 'small')), put(tooLarge))).rejects.toThrow(ItemTooLargeError);
      expect(await get('p', 'small')).toBeUndefined();
    });

    it('is not touched by later changes to the objects that were given or returned', async () => {
      const item = thing('p', 's', { body: { list: [1] } });
      const written = write(put(item));
      item.body.list = [2];
      await written;
      const first = await get('p', 's');
      if (first) first.body.list = [3];
      expect((await get('p', 's'))?.body).toEqual({ list: [1] });
    });

    it('does nothing when there are no changes', async () => {
      await expect(write()).resolves.toBeUndefined();
    });

    it('writes as many items at once as the port says, and refuses more', async () => {
      const items = Array.from({ length: MAX_CHANGES_PER_WRITE + 1 }, (_, n) => put(thing('many', String(n))));
      await expect(write(...items)).rejects.toThrow('at most 100');
      await write(...items.slice(0, MAX_CHANGES_PER_WRITE));
      expect(await get('many', '0')).toBeDefined();
      expect(await get('many', '99')).toBeDefined();
      expect(await get('many', '100')).toBeUndefined();
    });

    it.each<[string, Change[]]>([
      ['the same key twice', [put(thing('p', 's')), put(thing('p', 's'))]],
      ['an empty sort key', [put(thing('p', ''))]],
      ['a partition key above 2,048 bytes', [put(thing('p'.repeat(2_043), 's'))]],
      ['a sort key above 1,024 bytes', [put(thing('p', 'š'.repeat(513)))]],
      ['a partition of another type', [put({ ...thing('p', 's'), type: 'other' })]],
      ['a version below 1', [put(thing('p', 's', { version: 0 }))]],
      ['an expiry that is no instant', [put(thing('p', 's', { expiresAt: '2999-01-01' }))]],
      ['an index key without text', [put(thing('p', 's', { indexes: { lists: { partition: '', sort: 'x' } } }))]],
    ])('refuses %s', async (_what, changes) => {
      await expect(write(...changes)).rejects.toThrow();
      expect(await get('p', 's')).toBeUndefined();
    });
  });

  describe('conditions', () => {
    it('creates only what is absent', async () => {
      await write(put(thing('p', 's')));
      await expect(write(put(thing('p', 's', { body: { again: true } })))).rejects.toThrow(WriteConflictError);
      expect((await get('p', 's'))?.body).toEqual({ sort: 's' });
    });

    it('changes only the version that was read', async () => {
      await write(put(thing('p', 's')));
      await write(put(thing('p', 's', { version: 2 }), { version: 1 }));
      await expect(write(put(thing('p', 's', { version: 2 }), { version: 1 }))).rejects.toThrow(WriteConflictError);
      await expect(write(put(thing('p', 'absent', { version: 2 }), { version: 1 }))).rejects.toThrow(
        WriteConflictError,
      );
      expect((await get('p', 's'))?.version).toBe(2);
      expect(await get('p', 'absent')).toBeUndefined();
    });

    it('deletes only the version that was read', async () => {
      const { key } = thing('p', 's');
      await write(put(thing('p', 's', { version: 7 })));
      await expect(write({ kind: 'delete', key, expect: { version: 6 } })).rejects.toThrow(WriteConflictError);
      expect(await get('p', 's')).toBeDefined();
      await write({ kind: 'delete', key, expect: { version: 7 } });
      expect(await get('p', 's')).toBeUndefined();
      await expect(write({ kind: 'delete', key, expect: { version: 7 } })).rejects.toThrow(WriteConflictError);
      await write(put(thing('p', 's')));
    });

    it('checks without changing', async () => {
      await write(put(thing('p', 'there')));
      const there = { kind: 'check', key: thing('p', 'there').key } as const;
      const absent = { kind: 'check', key: thing('p', 'absent').key, expect: 'absent' } as const;
      await write(put(thing('p', 'one')), { ...there, expect: { version: 1 } }, absent);
      expect(await get('p', 'one')).toBeDefined();
      await expect(write(put(thing('p', 'two')), { ...there, expect: 'absent' })).rejects.toThrow(WriteConflictError);
      await expect(write(put(thing('p', 'two')), { ...there, expect: { version: 2 } })).rejects.toThrow();
      expect(await get('p', 'two')).toBeUndefined();
    });

    it('writes all or nothing, and tells which conditions failed', async () => {
      await write(put(thing('p', 'b')), put(thing('p', 'd')));
      const changes = ['a', 'b', 'c', 'd'].map((sort) => put(thing('p', sort)));
      await expect(write(...changes)).rejects.toMatchObject({ name: 'WriteConflictError', failed: [1, 3] });
      expect(await get('p', 'a')).toBeUndefined();
      expect(await get('p', 'c')).toBeUndefined();
    });
  });

  describe('expiry', () => {
    it('shows an item until its time, and never again', async () => {
      await write(put(thing('p', 's', { expiresAt: later(60_000) })));
      await harness().passTime(50_000);
      expect(await get('p', 's')).toBeDefined();
      await harness().passTime(11_000);
      expect(await get('p', 's')).toBeUndefined();
      const page = await harness().store.query({ index: 'base', partition: 'thing#p', limit: 10 });
      expect(page.items).toEqual([]);
    });

    it('takes an expired item for absent in conditions, deleted or not', async () => {
      await write(put(thing('p', 's', { expiresAt: later(60_000) })));
      await harness().passTime(61_000);
      await expect(write(put(thing('p', 's', { version: 2 }), { version: 1 }))).rejects.toThrow(WriteConflictError);
      await write({ kind: 'check', key: thing('p', 's').key, expect: 'absent' });
      await write(put(thing('p', 's', { body: { fresh: true } })));
      expect(await get('p', 's')).toEqual(thing('p', 's', { body: { fresh: true } }));
    });
  });

  describe('writeInOrder', () => {
    const writeInOrder = (...steps: readonly WriteStep[]) => harness().store.writeInOrder(steps);

    it('makes every change', async () => {
      await write(put(thing('p', 'old')), put(thing('p', 'gone')));
      await writeInOrder(put(thing('p', 'new')), put(thing('p', 'old', { version: 2 }), { version: 1 }), {
        kind: 'delete',
        key: thing('p', 'gone').key,
        expect: { version: 1 },
      });
      expect((await get('p', 'new'))?.version).toBe(1);
      expect((await get('p', 'old'))?.version).toBe(2);
      expect(await get('p', 'gone')).toBeUndefined();
    });

    it('names the change whose condition does not hold, and makes none behind it', async () => {
      await write(put(thing('p', 'taken')));
      const tried = writeInOrder(put(thing('p', 'first')), put(thing('p', 'taken')), put(thing('p', 'last')));
      await expect(tried).rejects.toMatchObject({ name: 'WriteConflictError', failed: [1] });
      expect(await get('p', 'last')).toBeUndefined();
      expect((await get('p', 'taken'))?.version).toBe(1);
    });

    it('makes the changes of a step together or not at all, and counts positions over all steps', async () => {
      await write(put(thing('p', 'taken')));
      const tried = writeInOrder(
        put(thing('p', 'first')),
        [put(thing('p', 'beside')), put(thing('p', 'taken'))],
        put(thing('p', 'last')),
      );
      await expect(tried).rejects.toMatchObject({ name: 'WriteConflictError', failed: [2] });
      expect(await get('p', 'beside')).toBeUndefined();
      expect(await get('p', 'last')).toBeUndefined();

      await writeInOrder([put(thing('p', 'beside')), put(thing('p', 'taken', { version: 2 }), { version: 1 })]);
      expect((await get('p', 'beside'))?.version).toBe(1);
      expect((await get('p', 'taken'))?.version).toBe(2);
    });

    it('changes nothing without changes', async () => {
      await expect(writeInOrder()).resolves.toBeUndefined();
    });
  });
}
