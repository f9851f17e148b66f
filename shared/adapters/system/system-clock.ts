import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';

/** The longest time that Node's timers take. */
const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    const dueAt = Date.now() + milliseconds;
    signal?.throwIfAborted();
    for (let rest = milliseconds; rest > 0; rest = dueAt - Date.now()) {
      await delay(Math.min(rest, LONGEST_TIMER_MILLISECONDS), undefined, { ...(signal && { signal }) }).catch(
        (error) => {
          throw signal?.aborted ? signal.reason : error;
        },
      );
    }
  },
};
