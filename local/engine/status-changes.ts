import type { Clock } from '../../shared/ports/clock.ts';
import type { ExecutionStatusChange } from '../../shared/ports/state-machines.ts';
import type { Journal } from './journal.ts';

const FIRST_PAUSE_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
const AT_ONCE = 16;

/** Tells the platform of every end of an execution, at least once, also across a crash. */
export interface StatusChanges {
  tell(id: number, change: ExecutionStatusChange): void;
  /** Tells what a crash left untold. */
  tellLeftovers(): void;
  stop(): void;
}

/** A change leaves the journal only after `onStatusChange` has resolved; until then it is told again, with growing pauses. */
export function createStatusChanges(options: {
  journal: Journal;
  clock: Clock;
  onStatusChange(change: ExecutionStatusChange): Promise<void>;
}): StatusChanges {
  const stopping = new AbortController();
  const waiting: { id: number; change: ExecutionStatusChange }[] = [];
  let telling = 0;

  const tellOne = async (id: number, change: ExecutionStatusChange): Promise<void> => {
    for (
      let pause = FIRST_PAUSE_MILLISECONDS;
      !stopping.signal.aborted;
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS)
    ) {
      const told = await options.onStatusChange(change).then(
        () => true,
        () => false,
      );
      if (told) return options.journal.removeStatusChange(id);
      await options.clock.sleep(pause, stopping.signal);
    }
  };
  const next = (): void => {
    while (telling < AT_ONCE && !stopping.signal.aborted) {
      const one = waiting.shift();
      if (!one) return;
      telling += 1;
      tellOne(one.id, one.change)
        .catch(() => undefined)
        .finally(() => {
          telling -= 1;
          next();
        });
    }
  };
  return {
    tell(id, change) {
      waiting.push({ id, change });
      next();
    },
    tellLeftovers() {
      waiting.push(...options.journal.statusChanges());
      next();
    },
    stop: () => stopping.abort(new Error('The engine stops.')),
  };
}
