import type { WaitState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import { executing } from '../expressions.ts';
import { instantIn } from '../instant.ts';
import { secondsOf } from '../seconds.ts';
import { QueryEvaluationError } from '../state-error.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** Waits for a time or until a moment. */
export async function enterWait(step: Step, state: WaitState, standing: Standing): Promise<Move> {
  const dueAt =
    state.Timestamp === undefined
      ? step.environment.now +
        (await secondsOf(step, state.Seconds ?? 0, { field: 'Seconds', standing, min: 0 })) * 1_000
      : await momentOf(step, state.Timestamp, standing);
  return { kind: 'wait', waiting: { kind: 'wait', dueAt } };
}

/** The time is over. */
export async function leaveWait(step: Step, state: WaitState, standing: Standing): Promise<Move> {
  const leaving = await leave(step, standing, { assign: state.Assign, output: state.Output, fallback: standing.input });
  return { kind: 'go', next: state.Next, ...leaving };
}

async function momentOf(step: Step, timestamp: string, standing: Standing): Promise<number> {
  const text = await step.evaluateAs(timestamp, { location: 'Timestamp', type: 'string' }, { standing });
  const moment = instantIn(text);
  if (moment !== undefined) return moment;
  throw new QueryEvaluationError(
    'Timestamp',
    `${executing(standing)} The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    true,
  );
}
