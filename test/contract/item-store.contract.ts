import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemStore } from '../../shared/ports/item-store.ts';
import { itemStoreConcurrencyContract } from './item-store-concurrency.contract.ts';
import { itemStoreQueryContract } from './item-store-query.contract.ts';
import { itemStoreWriteContract } from './item-store-write.contract.ts';

/** An adapter under test with what the suite must be able to do to its surroundings. */
export interface ItemStoreHarness {
  /** Empty, or used by nobody else under the partitions that the suite makes up. */
  readonly store: ItemStore;
  /** The store's present time in milliseconds. */
  now(): number;
  /** Lets time pass for the store. */
  passTime(milliseconds: number): Promise<void>;
  /** Resolves when the secondary indexes show all writes. */
  settleIndexes(): Promise<void>;
  /** Ends this adapter and opens another on the same data. Absent where nothing outlives the adapter. */
  reopen?(): Promise<ItemStore>;
  dispose(): Promise<void>;
}

/** What every item store must do, whatever keeps the items. */
export function itemStoreContract(name: string, makeHarness: () => Promise<ItemStoreHarness>): void {
  describe(`ItemStore: ${name}`, () => {
    let harness: ItemStoreHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.dispose());
    const current = (): ItemStoreHarness => harness;

    itemStoreWriteContract(current);
    itemStoreQueryContract(current);
    itemStoreConcurrencyContract(current);

    it('keeps everything when it is closed and opened again', async (context) => {
      if (!harness.reopen) return context.skip();
      const item = { key: { partition: 'thing#reopen', sort: '-' }, type: 'thing', version: 1, body: { n: 1 } };
      await harness.store.write([{ kind: 'put', item, expect: 'absent' }]);
      const reopened = await harness.reopen();
      expect(await reopened.get(item.key)).toEqual(item);
    });
  });
}
