import { type Change, WriteConflictError, type WriteStep } from '../../ports/item-store.ts';
import { checkChanges } from './store-rules.ts';

/** Makes steps in their order, each by a write of its own, and tells conflicts by their position among all changes. */
export async function oneByOne(
  steps: readonly WriteStep[],
  write: (changes: readonly Change[]) => Promise<void>,
): Promise<void> {
  checkChanges(changesOf(steps));
  let before = 0;
  for (const step of steps) {
    const changes = changesOf([step]);
    await write(changes).catch((error: unknown) => {
      throw error instanceof WriteConflictError
        ? new WriteConflictError(error.failed.map((position) => before + position))
        : error;
    });
    before += changes.length;
  }
}

/** All changes of the steps, in their order. */
export function changesOf(steps: readonly WriteStep[]): readonly Change[] {
  return steps.flat() as readonly Change[];
}
