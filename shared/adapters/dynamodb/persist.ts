import type { Clock } from '../../ports/clock.ts';
import type { IdSource } from '../../ports/id-source.ts';
import { UnknownOutcomeError, WriteConflictError } from '../../ports/item-store.ts';
import { ThrottledError } from '../../ports/throttled-error.ts';
import { type WriteFailure, writeFailureOf } from './write-failure.ts';

/** Where the pauses between tries come from. */
export interface Patience {
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Throttled or unanswered calls: what does not work within a quarter of a second works better after a pause in a queue. */
const ATTEMPTS = 4;
/** Two transactions on one item fend each other off within milliseconds, so they take turns; hundreds of people may decide in one second. */
const CONTENDED_ATTEMPTS = 15;
const FIRST_PAUSE_MILLISECONDS = 20;
const LONGEST_PAUSE_MILLISECONDS = 300;

/**
 * Tries a write until it is known what became of it.
 *
 * Once a try went unanswered, a later "no" proves nothing: the condition may fail because that try succeeded. Only a "yes" is certain: a single
 * put succeeds again only if it had not happened, and a transaction carries a token by which DynamoDB knows its repetition.
 *
 * @throws WriteConflictError @throws ThrottledError @throws UnknownOutcomeError
 */
export async function persist(patience: Patience, send: () => Promise<unknown>): Promise<void> {
  let lost: unknown;
  for (let attempt = 1; ; attempt++) {
    try {
      await send();
      return;
    } catch (error) {
      const failure = writeFailureOf(error);
      if (failure.kind === 'unanswered') lost = error;
      if (isOver(failure, attempt)) throw faultOf({ failure, error, lost });
    }
    await pause(patience, attempt);
  }
}

/** Reads again after throttling or a lost answer. @throws ThrottledError */
export async function readPersistently<Answer>(patience: Patience, send: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const failure = writeFailureOf(error);
      if (isOver(failure, attempt)) throw failure.kind === 'throttled' ? throttled(error) : error;
    }
    await pause(patience, attempt);
  }
}

function isOver({ kind }: WriteFailure, attempt: number): boolean {
  if (kind === 'contended') return attempt >= CONTENDED_ATTEMPTS;
  return kind === 'conflict' || kind === 'refused' || attempt >= ATTEMPTS;
}

function faultOf(end: { failure: WriteFailure; error: unknown; lost: unknown }): unknown {
  const { failure, error, lost } = end;
  if (lost !== undefined) {
    return new UnknownOutcomeError('The answer to the write was lost.', { cause: lost });
  }
  if (failure.kind === 'conflict') return new WriteConflictError(failure.failed);
  // No condition failed and nothing was written, so the very same write may succeed later: that is what throttling says.
  return failure.kind === 'refused' ? error : throttled(error);
}

function throttled(error: unknown): ThrottledError {
  return new ThrottledError('DynamoDB asked to slow down.', { cause: error });
}

/** Waits a random while, longer with each attempt. */
export async function pause({ clock, ids }: Patience, attempt: number): Promise<void> {
  const ceiling = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1));
  await clock.sleep(Math.ceil(ids.random() * ceiling));
}
