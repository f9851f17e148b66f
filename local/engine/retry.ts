import type { Retrier } from './asl.ts';
import { matchesError, type StateError } from './state-error.ts';

/** Defaults of the Amazon States Language. */
const INTERVAL_SECONDS = 1;
const BACKOFF_RATE = 2;
const MAX_ATTEMPTS = 3;
/** Step Functions never waits longer between two tries. */
const LONGEST_DELAY_SECONDS = 31_622_400;

/** The next try of a failed state: which retrier grants it, and after how long. */
export interface Retry {
  readonly retrier: string;
  readonly delayMilliseconds: number;
}

/** The first retrier that covers the error decides; once its attempts are used up, there is no further try. */
export function nextRetry(
  retriers: readonly Retrier[] | undefined,
  failure: StateError,
  tries: { used: Readonly<Record<string, number>>; random: () => number },
): Retry | undefined {
  const index = retriers?.findIndex((retrier) => matchesError(retrier.ErrorEquals, failure)) ?? -1;
  const retrier = retriers?.[index];
  if (!retrier) return undefined;
  const used = tries.used[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? MAX_ATTEMPTS)) return undefined;
  const seconds = Math.min(
    retrier.MaxDelaySeconds ?? LONGEST_DELAY_SECONDS,
    (retrier.IntervalSeconds ?? INTERVAL_SECONDS) * (retrier.BackoffRate ?? BACKOFF_RATE) ** used,
  );
  const share = retrier.JitterStrategy === 'FULL' ? tries.random() : 1;
  return { retrier: String(index), delayMilliseconds: Math.round(seconds * share * 1_000) };
}
