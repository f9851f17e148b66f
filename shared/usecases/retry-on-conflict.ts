import type { Clock } from '../ports/clock.ts';
import type { IdSource } from '../ports/id-source.ts';
import { UnknownOutcomeError, WriteConflictError } from '../ports/item-store.ts';

/** Enough for hundreds of people who decide on one request within the same second. */
const ATTEMPTS = 25;
const FIRST_PAUSE_MILLISECONDS = 10;
const LONGEST_PAUSE_MILLISECONDS = 1_000;

/**
 * Does a read-decide-write again when somebody else was faster, or when the answer to the write was lost.
 * The work must read afresh each time and recognise its own earlier success.
 */
export async function retryOnConflict<Result>(
  ports: { clock: Clock; ids: IdSource },
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const retryable = error instanceof WriteConflictError || error instanceof UnknownOutcomeError;
      if (!retryable || attempt === ATTEMPTS) throw error;
      const ceiling = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** attempt);
      await ports.clock.sleep(Math.ceil(ports.ids.random() * ceiling));
    }
  }
}
