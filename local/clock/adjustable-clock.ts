import type { Clock } from '../../shared/ports/clock.ts';

/** The system's clock with an offset, for demonstrations and tests that cannot wait for a month. */
export interface AdjustableClock extends Clock {
  /** Moves on by `milliseconds` (not back). Sleepers whose time has come wake, in the order of their times. */
  advance(milliseconds: number): void;
  /** What was advanced in all. The runtime keeps it, so that time does not run back after a restart. */
  offsetMilliseconds(): number;
}

/**
 * A timer stands still while the machine sleeps, and does not hear that its clock was set: so often each sleeper looks at the clock again.
 * (Node's timers take 24 days at most anyhow.)
 */
const LONGEST_TIMER_MILLISECONDS = 30_000;

interface Sleeper {
  readonly dueAt: number;
  timer: NodeJS.Timeout | undefined;
  wake(): void;
}

/** A clock that is `offsetMilliseconds` ahead of `systemNow`, the machine's own time. */
export function createAdjustableClock(offsetMilliseconds = 0, systemNow: () => number = Date.now): AdjustableClock {
  let offset = offsetMilliseconds;
  const sleeping = new Set<Sleeper>();
  const now = (): number => systemNow() + offset;

  /** A timer may be too short for the whole sleep, and may fire a millisecond early: then the rest is slept. */
  const arm = (sleeper: Sleeper): void => {
    clearTimeout(sleeper.timer);
    const rest = sleeper.dueAt - now();
    sleeper.timer =
      rest <= 0
        ? setTimeout(sleeper.wake, 0)
        : setTimeout(() => arm(sleeper), Math.min(rest, LONGEST_TIMER_MILLISECONDS));
  };

  return {
    now,
    offsetMilliseconds: () => offset,
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new RangeError('Time can only be advanced.');
      offset += milliseconds;
      for (const sleeper of [...sleeping].sort((a, b) => a.dueAt - b.dueAt)) {
        if (sleeper.dueAt <= now()) sleeper.wake();
        else arm(sleeper);
      }
    },
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const end = (): void => {
          clearTimeout(sleeper.timer);
          sleeping.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
        };
        const onAbort = (): void => {
          end();
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          dueAt: now() + milliseconds,
          timer: undefined,
          wake() {
            end();
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
        arm(sleeper);
      });
    },
  };
}
