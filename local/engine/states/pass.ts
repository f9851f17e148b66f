import type { PassState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** Passes its input on, or what Output says. */
export async function enterPass(step: Step, state: PassState, standing: Standing): Promise<Move> {
  const leaving = await leave(step, standing, { assign: state.Assign, output: state.Output, fallback: standing.input });
  return { kind: 'go', next: state.Next, ...leaving };
}
