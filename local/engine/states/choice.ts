import type { ChoiceState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import { QueryEvaluationError, StateError } from '../state-error.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** The first rule whose condition is true leads on, with its own Assign and Output; the state's are those of Default. */
export async function enterChoice(step: Step, state: ChoiceState, standing: Standing): Promise<Move> {
  for (const [index, rule] of state.Choices.entries()) {
    const path = `Choices[${index}]/`;
    const holds = await step.evaluate(rule.Condition, `${path}Condition`, { standing });
    if (typeof holds !== 'boolean') {
      throw new QueryEvaluationError(
        `${path}Condition`,
        `The Condition of choice ${index} of state '${standing.state}' gave ${JSON.stringify(holds)}. It must give true or false.`,
      );
    }
    if (holds) {
      const leaving = await leave(step, standing, {
        assign: rule.Assign,
        output: rule.Output,
        fallback: standing.input,
        path,
      });
      return { kind: 'go', next: rule.Next, ...leaving };
    }
  }
  if (state.Default === undefined)
    throw new StateError('States.NoChoiceMatched', 'No choice rule matched and there is no Default.');
  const leaving = await leave(step, standing, { assign: state.Assign, output: state.Output, fallback: standing.input });
  return { kind: 'go', next: state.Default, ...leaving };
}
