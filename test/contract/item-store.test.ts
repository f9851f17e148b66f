import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../local/store/database.ts';
import { createSqliteItemStore } from '../../local/store/sqlite-item-store.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { itemStoreContract } from './item-store.contract.ts';

itemStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'item-store-'));
  const clock = createJumpingClock();
  let database = openDatabase(join(folder, 'data.sqlite'));
  return {
    store: createSqliteItemStore({ database, clock }),
    now: clock.now,
    passTime: clock.advance,
    settleIndexes: async () => {},
    async reopen() {
      await database.close();
      database = openDatabase(join(folder, 'data.sqlite'));
      return createSqliteItemStore({ database, clock });
    },
    async dispose() {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
});

for (const indexLagWrites of [0, 3, Number.POSITIVE_INFINITY]) {
  itemStoreContract(`memory, indexes ${indexLagWrites} writes behind`, async () => {
    const clock = createJumpingClock();
    const store = createMemoryItemStore({ clock, indexLagWrites });
    return {
      store,
      now: clock.now,
      passTime: clock.advance,
      settleIndexes: async () => store.catchUp(),
      dispose: async () => {},
    };
  });
}
