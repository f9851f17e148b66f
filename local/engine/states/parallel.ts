import type { Json } from '../../../shared/domain/json/json.ts';
import type { ParallelState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import { payloadText } from '../payload.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** Starts all branches with the same input. */
export async function enterParallel(step: Step, state: ParallelState, standing: Standing): Promise<Move> {
  const input =
    state.Arguments === undefined ? standing.input : await step.evaluate(state.Arguments, 'Arguments', { standing });
  payloadText(input, standing.state);
  step.tell(standing.strand, 'ParallelStateStarted');
  const size = state.Branches.length;
  return {
    kind: 'divide',
    group: { size, started: 0, running: 0, failed: 0, maxConcurrency: size },
    children: state.Branches.map(() => ({ input })),
  };
}

/** All branches have succeeded: their outputs are the result, in the order of the branches. */
export async function leaveParallel(
  step: Step,
  state: ParallelState,
  at: { standing: Standing; result: Json },
): Promise<Move> {
  const { standing, result } = at;
  step.tellAfter(step.strand(standing.strand).previousEventId, 'ParallelStateSucceeded');
  const leaving = await leave(step, standing, {
    assign: state.Assign,
    output: state.Output,
    fallback: result,
    states: { result },
  });
  return { kind: 'go', next: state.Next, ...leaving };
}
