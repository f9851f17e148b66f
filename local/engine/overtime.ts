import type { Clock } from '../../shared/ports/clock.ts';

/** Wakes at the earliest of many moments. Most of them pass by unneeded, so none has a timer of its own. */
export interface Overtime {
  /** It is to wake at this moment, in milliseconds since 1970, or before. */
  expectAt(moment: number): void;
  stop(): void;
}

/** @param wake called at a moment that was expected; answers the next one, infinity when there is none. */
export function watchOvertime(clock: Clock, wake: () => number): Overtime {
  let until = Number.POSITIVE_INFINITY;
  let sleeping = new AbortController();
  let stopped = false;

  const sleepUntil = (moment: number): void => {
    until = moment;
    if (stopped || !Number.isFinite(moment)) return;
    sleeping = new AbortController();
    clock.sleep(Math.max(0, moment - clock.now()), sleeping.signal).then(
      () => sleepUntil(wake()),
      () => undefined,
    );
  };
  return {
    expectAt(moment) {
      if (moment >= until) return;
      sleeping.abort();
      sleepUntil(moment);
    },
    stop() {
      stopped = true;
      sleeping.abort();
    },
  };
}
