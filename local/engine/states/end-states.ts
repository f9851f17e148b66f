import type { FailState, SucceedState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import { StateError } from '../state-error.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** Ends the strand well. */
export async function enterSucceed(step: Step, state: SucceedState, standing: Standing): Promise<Move> {
  const leaving = await leave(step, standing, { assign: undefined, output: state.Output, fallback: standing.input });
  return { kind: 'go', next: undefined, ...leaving };
}

/** Ends the strand with an error of the author's choice. */
export async function enterFail(step: Step, state: FailState, standing: Standing): Promise<Move> {
  const text = async (template: string | undefined, location: string): Promise<string | undefined> =>
    template === undefined ? undefined : step.evaluateAs(template, { location, type: 'string' }, { standing });
  return { kind: 'fail', error: new StateError(await text(state.Error, 'Error'), await text(state.Cause, 'Cause')) };
}
