import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { type PlacedStep, walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { error, warning } from './found.ts';

/** Business Central's names: a value that is taken back must be applied later, and the other way round (domain 5.3 rule 11). */
const REVERT = 'REVERTVALUEFORFIELD';
const APPLY = 'APPLYNEWVALUES';

/** Checks what only makes sense together. */
export function checkCombinations(definition: WorkflowDefinition, catalogue: ActionCatalogue): Problem[] {
  const steps = [...walkSteps(definition)];
  return [...checkAnswer(definition, steps), ...checkRevert(steps, catalogue)];
}

function checkAnswer({ kind }: WorkflowDefinition, steps: readonly PlacedStep[]): Problem[] {
  const responses = steps.filter(({ step }) => 'respond' in step);
  if (kind !== 'instant') {
    return responses.map(({ pointer }) =>
      warning(
        'nobody-to-answer',
        { pointer, hint: 'Take the step out, or make the workflow an instant flow.' },
        `Nobody waits for the answer of a workflow of kind ${kind}.`,
      ),
    );
  }
  if (responses.length > 0) return [];
  const hint = 'Add a respond step with a text.';
  return [warning('no-response', { pointer: '/steps', hint }, 'The user who starts this flow gets no answer.')];
}

function checkRevert(steps: readonly PlacedStep[], catalogue: ActionCatalogue): Problem[] {
  const used = (alias: string): PlacedStep | undefined => {
    const action = findAction(catalogue, alias);
    return action && steps.find(({ step }) => 'do' in step && findAction(catalogue, step.do)?.name === action.name);
  };
  const [revert, apply] = [used(REVERT), used(APPLY)];
  const lonely = revert && apply ? undefined : (revert ?? apply);
  if (!lonely) return [];
  const { pointer } = lonely;
  if (revert) {
    const hint = 'Add records.applyValues behind the approval.';
    return [
      error('revert-without-apply', { pointer, hint }, 'The new value is taken back, and no step applies it later.'),
    ];
  }
  const hint = 'Add records.revertValue before the approval, or take this step out.';
  return [
    error('revert-without-apply', { pointer, hint }, 'New values are applied, and no step took them back before.'),
  ];
}
