import { createKept } from '../store/kept.ts';
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

/** Keeps executions up to a size in all. */
export function createRuns(journal: Pick<Journal, 'run'>, keptCharacters = KEPT_CHARACTERS): Runs {
  const kept = createKept<StoredRun>(keptCharacters);
  return {
    drop: kept.drop,
    get: (arn) => kept.get(arn) ?? journal.run(arn),
    put(run, written) {
      kept.put(run.execution.arn, run, written + run.strands.size * CHARACTERS_PER_STRAND);
    },
  };
}
