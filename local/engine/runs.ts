import type { Journal } from './journal.ts';
import type { StoredRun } from './stored-run.ts';

/** Characters of journal text of the executions that are kept in memory. */
const KEPT_CHARACTERS = 16_000_000;
/** Counted for each strand beside what was measured of it. */
const CHARACTERS_PER_STRAND = 200;

/** The executions that were lately at work, as the journal has them; the others are read when they are needed. */
export interface Runs {
  get(arn: string): StoredRun | undefined;
  /** What the journal has acknowledged. `characters` is what was written of it. */
  put(run: StoredRun, characters: number): void;
  drop(arn: string): void;
}

/** Keeps the executions that were used last, up to a size in all. */
export function createRuns(journal: Pick<Journal, 'run'>, keptCharacters = KEPT_CHARACTERS): Runs {
  const kept = new Map<string, { run: StoredRun; characters: number }>();
  let inAll = 0;
  const drop = (arn: string): void => {
    inAll -= kept.get(arn)?.characters ?? 0;
    kept.delete(arn);
  };
  return {
    drop,
    get: (arn) => kept.get(arn)?.run ?? journal.run(arn),
    put(run, written) {
      const { arn } = run.execution;
      drop(arn);
      const characters = written + run.strands.size * CHARACTERS_PER_STRAND;
      kept.set(arn, { run, characters });
      inAll += characters;
      for (const oldest of kept.keys()) {
        if (inAll <= keptCharacters) return;
        drop(oldest);
      }
    },
  };
}
