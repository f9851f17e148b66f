import type { Clock } from '../../shared/ports/clock.ts';

const FIRST_PAUSE_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;

/** Does what must not be lost for a passing fault: the disk is full, somebody does not answer. */
export interface Insistence {
  /** Does the work again and again, with growing pauses, until it succeeds. False when it was given up because the engine stops. */
  insist(work: () => Promise<unknown>): Promise<boolean>;
  stop(): void;
}

/** @param options.onFault told of every attempt that failed. */
export function createInsistence({ clock, onFault }: { clock: Clock; onFault(error: unknown): void }): Insistence {
  const stopping = new AbortController();
  const { signal } = stopping;
  return {
    async insist(work) {
      let pause = FIRST_PAUSE_MILLISECONDS;
      while (!signal.aborted) {
        try {
          await work();
          return true;
        } catch (error) {
          if (signal.aborted) return false;
          onFault(error);
        }
        await clock.sleep(pause, signal).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
      }
      return false;
    },
    stop: () => stopping.abort(new Error('The engine stops.')),
  };
}
