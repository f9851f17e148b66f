import type { ChoiceState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import { executing } from '../expressions.ts';
import { StateError } from '../state-error.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** The first rule whose condition is true leads on, with its own Assign and Output; the state's are those of Default. */
export async function enterChoice(step: Step, state: ChoiceState, standing: Standing): Promise<Move> {
  for (const [index, rule] of state.Choices.entries()) {
    const path = `Choices[${index}]/`;
    const condition = { location: `${path}Condition`, type: 'boolean' } as const;
    if (!(await step.evaluateAs(rule.Condition, condition, { standing }))) continue;
    const leaving = await leave(step, standing, {
      assign: rule.Assign,
      output: rule.Output,
      fallback: standing.input,
      path,
    });
    return { kind: 'go', next: rule.Next, ...leaving };
  }
  if (state.Default === undefined) {
    const place = executing({ state: standing.state, enteredEventId: standing.enteredEventId });
    throw new StateError(
      'States.NoChoiceMatched',
      `${place} Failed to transition out of the state. The state does not point to a next state.`,
    );
  }
  const leaving = await leave(step, standing, { assign: state.Assign, output: state.Output, fallback: standing.input });
  return { kind: 'go', next: state.Default, ...leaving };
}
