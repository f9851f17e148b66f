import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDatabase } from '../../local/store/database.ts';
import { createSqliteItemStore } from '../../local/store/sqlite-item-store.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { answerOf, START, step } from './item-steps.ts';

it('answers on SQLite as in memory, whatever is written, read and left to expire', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const clock = createJumpingClock({ start: new Date(START).toISOString() });
      const database = openDatabase(':memory:');
      const sqlite = createSqliteItemStore({ database, clock });
      const memory = createMemoryItemStore({ clock });
      for (const request of steps) {
        if ('passSeconds' in request) {
          await clock.advance(request.passSeconds * 1_000);
          await sqlite.deleteExpired(2);
        } else {
          memory.deleteExpired();
          expect(await answerOf(sqlite, request)).toEqual(await answerOf(memory, request));
        }
      }
      await database.close();
    }),
    { numRuns: 200 },
  );
});
