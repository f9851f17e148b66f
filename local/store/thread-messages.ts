import type { Outcome } from './commit-together.ts';
import { CommitFailedError } from './local-database.ts';

/** To the thread: operations by name, with their inputs, in order. Behind the last message nothing comes. */
export interface ToThread {
  readonly requests: readonly (readonly [name: string, input: unknown])[];
  readonly isLast?: true;
}

/** From the thread: what became of the requests that were not answered yet, in order. */
export type FromThread = readonly SentOutcome[];

/** Classes do not survive the way between threads, and of this error the class counts. */
type SentOutcome = Outcome | { readonly commitFailed: string };

/** An outcome as it goes to another thread. */
export function sentOutcome(outcome: Outcome): SentOutcome {
  if (!('error' in outcome) || !(outcome.error instanceof CommitFailedError)) return outcome;
  const { message, cause } = outcome.error;
  return { commitFailed: cause instanceof Error ? `${message} ${cause.message}` : message };
}

/** The outcome that was sent. */
export function receivedOutcome(sent: SentOutcome): Outcome {
  return 'commitFailed' in sent ? { error: new CommitFailedError(sent.commitFailed) } : sent;
}
