import type { Log } from '../../shared/ports/log.ts';

/** What is to be undone at the end, the latest first, whatever happened before. */
export interface CleanUp {
  add(work: () => Promise<unknown>): void;
  /** Does it once. @throws CleanUpError when something could not be undone; all else was. */
  run(): Promise<void>;
}

/** Something was left behind; what it was stands in the log. */
export class CleanUpError extends Error {
  override readonly name = 'CleanUpError';
}

export function createCleanUp(log: Log): CleanUp {
  const works: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | undefined;
  const runAll = async (): Promise<void> => {
    let failures = 0;
    for (let work = works.pop(); work; work = works.pop()) {
      await work().catch((error: unknown) => {
        failures += 1;
        log.error('Something could not be removed.', error);
      });
    }
    if (failures > 0) throw new CleanUpError(`${failures} of the things that were made could not be removed.`);
  };
  return {
    add: (work) => works.push(work),
    run() {
      running ??= runAll();
      return running;
    },
  };
}
