import type { WaitState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import { MAX_EXECUTION_SECONDS } from '../limits.ts';
import { QueryEvaluationError } from '../state-error.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** Waits for a time or until a moment. */
export async function enterWait(step: Step, state: WaitState, standing: Standing): Promise<Move> {
  const dueAt =
    state.Timestamp === undefined
      ? step.environment.now + (await secondsOf(step, state, standing)) * 1_000
      : await momentOf(step, state.Timestamp, standing);
  return { kind: 'wait', waiting: { kind: 'wait', dueAt } };
}

/** The time is over. */
export async function leaveWait(step: Step, state: WaitState, standing: Standing): Promise<Move> {
  const leaving = await leave(step, standing, { assign: state.Assign, output: state.Output, fallback: standing.input });
  return { kind: 'go', next: state.Next, ...leaving };
}

async function secondsOf(step: Step, state: WaitState, standing: Standing): Promise<number> {
  const seconds = await step.evaluate(state.Seconds ?? 0, 'Seconds', { standing });
  const usable = typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 0;
  if (usable && seconds <= MAX_EXECUTION_SECONDS) return seconds;
  throw new QueryEvaluationError(
    'Seconds',
    `Seconds of state '${standing.state}' must be a whole number from 0 to a year, not ${JSON.stringify(seconds)}.`,
  );
}

async function momentOf(step: Step, timestamp: string, standing: Standing): Promise<number> {
  const value = await step.evaluate(timestamp, 'Timestamp', { standing });
  const moment =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new QueryEvaluationError(
    'Timestamp',
    `Timestamp of state '${standing.state}' must be an RFC 3339 instant, not ${JSON.stringify(value)}.`,
  );
}
