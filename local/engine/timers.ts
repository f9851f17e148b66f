import type { Clock } from '../../shared/ports/clock.ts';

/** Longest sleep at once: a timer of Node.js holds 24 days. */
const LONGEST_SLEEP_MILLISECONDS = 3_600_000;
/** The disk may be full: trying again at once would only burn the processor. */
const PAUSE_AFTER_FAULT_MILLISECONDS = 1_000;

/** Wakes the engine when the earliest thing is due. Sleeps meanwhile: nothing is polled. */
export interface Timers {
  /** Something may be due earlier than what is slept for. */
  expectAt(dueAt: number): void;
  stop(): void;
}

/**
 * @param options.nextDueAt the earliest due time that is journalled.
 * @param options.handleDue handles what is due now; false when nothing of it could be handled.
 */
export function startTimers(options: {
  clock: Clock;
  onFault(error: unknown): void;
  nextDueAt(): number | undefined;
  handleDue(now: number): Promise<boolean>;
}): Timers {
  const { clock } = options;
  let sleeping: { until: number; wake: AbortController } | undefined;
  let stopped = false;

  const sleepUntil = async (until: number): Promise<void> => {
    const wake = new AbortController();
    sleeping = { until, wake };
    const pause = Math.min(LONGEST_SLEEP_MILLISECONDS, Math.max(0, until - clock.now()));
    await clock.sleep(pause, wake.signal).catch(() => undefined);
    sleeping = undefined;
  };
  const handleNext = async (): Promise<void> => {
    const dueAt = options.nextDueAt() ?? Number.POSITIVE_INFINITY;
    if (dueAt > clock.now()) await sleepUntil(dueAt);
    else if (!(await options.handleDue(clock.now()))) await sleepUntil(clock.now() + PAUSE_AFTER_FAULT_MILLISECONDS);
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await handleNext().catch(async (error: unknown) => {
        if (stopped) return;
        options.onFault(error);
        await sleepUntil(clock.now() + PAUSE_AFTER_FAULT_MILLISECONDS);
      });
    }
  };
  void loop();
  return {
    expectAt(dueAt) {
      if (sleeping && dueAt < sleeping.until) sleeping.wake.abort();
    },
    stop() {
      stopped = true;
      sleeping?.wake.abort();
    },
  };
}
