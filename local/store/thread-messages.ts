import type { Outcome } from './commit-together.ts';
import { CommitFailedError } from './local-database.ts';

/** To the thread: operations by name, with their inputs, in order. Behind the last message nothing comes. */
export interface ToThread {
  readonly requests: readonly (readonly [name: string, input: unknown])[];
  /** The log is to be moved into the file, once they are answered. */
  readonly isCheckpoint?: boolean;
  readonly isLast?: true;
}

/** From the thread: the values of the requests that were not answered yet, in order, and which of them have failed instead. */
export interface FromThread {
  readonly values: readonly unknown[];
  readonly failures: readonly (readonly [position: number, failure: Failure])[];
}

/** Classes do not survive the way between threads, and of this error the class counts. */
type Failure = { readonly error: unknown } | { readonly commitFailed: string };

/** Outcomes as they go to another thread. */
export function sentOutcomes(outcomes: readonly Outcome[]): FromThread {
  return {
    values: outcomes.map((outcome) => ('error' in outcome ? undefined : outcome.value)),
    failures: outcomes.flatMap((outcome, position) =>
      'error' in outcome ? [[position, failureOf(outcome.error)] as const] : [],
    ),
  };
}

/** The outcomes that were sent. */
export function receivedOutcomes({ values, failures }: FromThread): readonly Outcome[] {
  const outcomes: Outcome[] = values.map((value) => ({ value }));
  for (const [position, failure] of failures) {
    outcomes[position] = 'commitFailed' in failure ? { error: new CommitFailedError(failure.commitFailed) } : failure;
  }
  return outcomes;
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof CommitFailedError)) return { error };
  const { message, cause } = error;
  return { commitFailed: cause instanceof Error ? `${message} ${cause.message}` : message };
}
