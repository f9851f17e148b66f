import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../shared/ports/clock.ts';

/** A clock that stands still while something works, and leaps to the next moment for which somebody waits. */
export interface LeapingClock extends Clock {
  /** Lets the work of the present moment end, then leaps. False when nobody sleeps. */
  leap(): Promise<boolean>;
}

/** Turns of the event loop without any work after which nothing is at work any more. */
const QUIET_TURNS = 6;
/** Turns after which work that never rests is taken for a fault. */
const MAX_TURNS = 1_000_000;
/** Turns of waiting for somebody to sleep: a step of the engine may be long, but it is one turn. */
const MAX_QUIET_TURNS = 100;

interface Sleeper {
  readonly dueAt: number;
  wake(): void;
}

/**
 * A new clock at `start`, in milliseconds since 1970.
 *
 * @param work how much was done so far: a number that grows while something is at work.
 */
export function createLeapingClock(start: number, work: () => number): LeapingClock {
  let now = start;
  const sleeping = new Set<Sleeper>();
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const abort = (): void => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          dueAt: now + Math.max(0, milliseconds),
          wake() {
            sleeping.delete(sleeper);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
      }),
    async leap() {
      let quiet = 0;
      for (let turn = 0, done = work(); turn < MAX_TURNS && (quiet < QUIET_TURNS || sleeping.size === 0); turn++) {
        await nextTurn();
        quiet = work() === done ? quiet + 1 : 0;
        done = work();
        if (quiet > MAX_QUIET_TURNS) return false;
      }
      const [next] = [...sleeping].sort((a, b) => a.dueAt - b.dueAt);
      if (!next) return false;
      now = Math.max(now, next.dueAt);
      next.wake();
      return true;
    },
  };
}
