import type { Outcome, Work } from './commit-together.ts';

/** Work that somebody waits for. */
export interface QueuedWork extends Work {
  settle(outcome: Outcome): void;
}

/** How a promise is settled with what became of a work. */
export function settling<Result>(promise: {
  resolve(value: Result): void;
  reject(error: unknown): void;
}): QueuedWork['settle'] {
  return (outcome) => {
    if ('error' in outcome) promise.reject(outcome.error);
    else promise.resolve(outcome.value as Result);
  };
}

/** Tells everybody what became of their work. */
export function settleAll(works: readonly QueuedWork[], outcomes: readonly Outcome[]): void {
  for (const [index, outcome] of outcomes.entries()) works[index]?.settle(outcome);
}
