import type { FailState, SucceedState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** Ends the execution well. */
export async function enterSucceed(step: Step, state: SucceedState, standing: Standing): Promise<Move> {
  const leaving = await leave(step, standing, { assign: undefined, output: state.Output, fallback: standing.input });
  return { kind: 'go', next: undefined, ...leaving };
}

/** Ends the execution with an error of the author's choice. */
export async function enterFail(step: Step, state: FailState, standing: Standing): Promise<Move> {
  const text = async (template: string | undefined, location: string): Promise<string | undefined> => {
    const value = template === undefined ? undefined : await step.evaluate(template, location, { standing });
    return typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
  };
  return { kind: 'fail', error: await text(state.Error, 'Error'), cause: await text(state.Cause, 'Cause') };
}
