import type { ExecutionStatusChange } from '../../shared/ports/state-machines.ts';
import type { Executor } from './executor.ts';
import type { Insistence } from './insistence.ts';
import type { Journal } from './journal.ts';

/** Each of them waits for several commits, one after the other, which they share. */
const AT_ONCE = 64;

/** Tells the platform of every end of an execution, at least once, also across a crash. */
export interface StatusChanges {
  tell(id: number, change: ExecutionStatusChange): void;
  /** Tells what a crash left untold. */
  tellLeftovers(): void;
}

/** A change leaves the journal only after `onStatusChange` has resolved; until then it is told again. */
export function createStatusChanges(options: {
  journal: Pick<Journal, 'statusChanges' | 'removeStatusChange'>;
  executor: Pick<Executor, 'letGo'>;
  insistence: Pick<Insistence, 'insist'>;
  onStatusChange(change: ExecutionStatusChange): Promise<void>;
}): StatusChanges {
  const waiting: { id: number; change: ExecutionStatusChange }[] = [];
  let telling = 0;

  const tellOne = async (id: number, change: ExecutionStatusChange): Promise<void> => {
    const told = await options.insistence.insist(() => options.onStatusChange(change));
    if (!told) return;
    options.journal.removeStatusChange(id);
    options.executor.letGo(change.executionArn);
  };
  const next = (): void => {
    while (telling < AT_ONCE) {
      const one = waiting.shift();
      if (!one) return;
      telling += 1;
      void tellOne(one.id, one.change).finally(() => {
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
  };
}
