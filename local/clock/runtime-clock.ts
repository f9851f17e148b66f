import type { LocalDatabase } from '../store/local-database.ts';
import type { Operation } from '../store/operation.ts';
import { type AdjustableClock, createAdjustableClock } from './adjustable-clock.ts';

/** The clock of a runtime: a jump in time is kept, so that time does not run back after a restart. */
export interface RuntimeClock extends AdjustableClock {
  /** Durable when it resolves. */
  advanceDurably(milliseconds: number): Promise<void>;
}

/** Keeps how far the clock is ahead, in milliseconds. */
export const setClockOffset: Operation<number, void> = {
  name: 'clock.setOffset',
  run(prepare, offset) {
    prepare('insert or replace into clock (id, offset_milliseconds) values (1, ?)').run(offset);
  },
};

/** Opens the clock with the jumps that were made before. */
export function openRuntimeClock(database: LocalDatabase): RuntimeClock {
  database.migrate('clock', [
    'create table clock (id integer primary key check (id = 1), offset_milliseconds integer not null) strict',
  ]);
  const kept = database.prepare('select offset_milliseconds as offset from clock').get();
  const clock = createAdjustableClock(Number(kept?.offset ?? 0));
  return {
    ...clock,
    async advanceDurably(milliseconds) {
      const offset = clock.offsetMilliseconds() + milliseconds;
      await database.transact(setClockOffset, offset);
      clock.advance(milliseconds);
    },
  };
}
