import { describe, expect, it } from 'vitest';
import { WriteConflictError } from '../../shared/ports/item-store.ts';
import { put, thing } from './item-samples.ts';
import type { ItemStoreHarness } from './item-store.contract.ts';

/** Of writers that contend, exactly one wins; the others are told and have changed nothing. */
export function itemStoreConcurrencyContract(harness: () => ItemStoreHarness): void {
  describe('writers at the same time', () => {
    it('lets exactly one create an item', async () => {
      const { store } = harness();
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          store.write([put(thing('p', 's', { body: { n } })), put(thing('p', `${n}`))]),
        ),
      );
      const winners = results.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
      expect(winners).toHaveLength(1);
      expect((await store.get(thing('p', 's').key))?.body).toEqual({ n: winners[0] });
      const page = await store.query({ index: 'base', partition: 'thing#p', limit: 100 });
      expect(page.items).toHaveLength(2);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(WriteConflictError);
      }
    });

    it('counts right when everybody reads, adds one, and tries again on a conflict', async () => {
      const { store } = harness();
      const { key } = thing('p', 'counter');
      await store.write([put(thing('p', 'counter', { body: { count: 0 } }))]);
      const addOne = async (): Promise<void> => {
        const before = await store.get(key);
        if (!before) throw new Error('The counter is gone.');
        const item = { ...before, version: before.version + 1, body: { count: Number(before.body.count) + 1 } };
        try {
          await store.write([put(item, { version: before.version })]);
        } catch (error) {
          if (!(error instanceof WriteConflictError)) throw error;
          await addOne();
        }
      };
      await Promise.all(Array.from({ length: 25 }, addOne));
      expect(await store.get(key)).toMatchObject({ version: 26, body: { count: 25 } });
    });

    it('shows a write to whoever reads after it was acknowledged', async () => {
      const { store } = harness();
      await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          await store.write([put(thing('p', `${n}`))]);
          expect(await store.get(thing('p', `${n}`).key)).toBeDefined();
        }),
      );
    });
  });
}
