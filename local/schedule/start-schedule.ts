import type { Clock } from '../../shared/ports/clock.ts';
import type { Log } from '../../shared/ports/log.ts';

/** Does something again and again until it is stopped. */
export interface Schedule {
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** Calls `work` every so many minutes of the clock, first after one interval. One call at a time; a failing one does not end the schedule. */
export function startSchedule(options: {
  name: string;
  rateMinutes: number;
  clock: Clock;
  log: Log;
  work(): Promise<unknown>;
}): Schedule {
  const { clock, log, name } = options;
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const stopped = await clock.sleep(options.rateMinutes * 60_000, stopping.signal).then(
        () => false,
        () => true,
      );
      if (stopped) return;
      await options.work().catch((error: unknown) => log.error('A scheduled function failed.', error, { name }));
    }
  };
  const running = loop();
  return {
    stop() {
      stopping.abort(new Error('The runtime stops.'));
      return running;
    },
  };
}
