import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../shared/ports/clock.ts';

/** A clock on which nobody has to wait: a sleeper wakes at the next turn of the event loop, and that much time has passed then. */
export function createEagerClock(start = '2026-03-02T08:00:00.000Z'): Clock {
  let now = Date.parse(start);
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      await nextTurn();
      signal?.throwIfAborted();
      now += milliseconds;
    },
  };
}
