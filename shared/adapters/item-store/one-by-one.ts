import { type Change, WriteConflictError } from '../../ports/item-store.ts';
import { checkChanges } from './store-rules.ts';

/** Makes changes in their order, each by a write of its own, and tells conflicts by their position among all of them. */
export async function oneByOne(
  changes: readonly Change[],
  write: (changes: readonly Change[]) => Promise<void>,
): Promise<void> {
  checkChanges(changes);
  for (const [position, change] of changes.entries()) {
    await write([change]).catch((error: unknown) => {
      throw error instanceof WriteConflictError ? new WriteConflictError([position]) : error;
    });
  }
}
