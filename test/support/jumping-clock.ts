import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../shared/ports/clock.ts';

/** A clock that stands still until a test moves it. */
export interface JumpingClock extends Clock {
  /**
   * Moves on by `milliseconds`. Sleepers wake in the order of their times, each at its own time, so that one which sleeps
   * again within the jump wakes again.
   */
  advance(milliseconds: number): Promise<void>;
  /** Moves on until something is done, at most by `milliseconds`. */
  advanceToDeed(milliseconds: number): Promise<void>;
  /** Shows an earlier time from now on, as a machine whose clock is set back. Who sleeps, sleeps until the same time. */
  setBack(milliseconds: number): void;
  /** How many sleep now. */
  sleepers(): number;
}

/** Turns of the event loop, since something was done last, that a woken sleeper gets before time goes on: enough for a few commits of the database. */
const TURNS_AFTER_WAKING = 8;

interface Sleeper {
  readonly dueAt: number;
  wake(): void;
}

/**
 * A new clock.
 *
 * @param about `start` is an ISO 8601 instant, a Monday morning when absent. `deeds` counts what is done: while it grows, time stands still.
 */
export function createJumpingClock(about: { start?: string; deeds?: () => number } = {}): JumpingClock {
  const { start = '2026-03-02T08:00:00.000Z', deeds = () => 0 } = about;
  let now = Date.parse(start);
  const sleeping = new Set<Sleeper>();

  const nextSleeper = (until: number): Sleeper | undefined =>
    [...sleeping].filter(({ dueAt }) => dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];

  const turns = async (): Promise<void> => {
    for (let turn = 0, seen = deeds(); turn < TURNS_AFTER_WAKING; turn++) {
      await nextTurn();
      if (deeds() === seen) continue;
      seen = deeds();
      turn = 0;
    }
  };

  /** @param isOver asked each time before the next sleeper wakes. */
  const moveTo = async (target: number, isOver: () => boolean): Promise<void> => {
    await turns();
    for (let sleeper = nextSleeper(target); sleeper && !isOver(); sleeper = nextSleeper(target)) {
      now = Math.max(now, sleeper.dueAt);
      sleeper.wake();
      await turns();
    }
    if (isOver()) return;
    now = target;
    await turns();
  };

  return {
    now: () => now,
    setBack(milliseconds) {
      now -= milliseconds;
    },
    sleepers: () => sleeping.size,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        if (milliseconds <= 0) {
          resolve();
          return;
        }
        const onAbort = (): void => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          dueAt: now + milliseconds,
          wake() {
            sleeping.delete(sleeper);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    advance: (milliseconds) => moveTo(now + milliseconds, () => false),
    async advanceToDeed(milliseconds) {
      await turns();
      const seen = deeds();
      await moveTo(now + milliseconds, () => deeds() !== seen);
    },
  };
}
