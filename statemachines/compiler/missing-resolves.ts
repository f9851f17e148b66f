import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { DoStep, Step, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { isWaiting } from '../../shared/domain/workflow/step-kind.ts';
import { nestedLists, type StepList } from '../../shared/domain/workflow/walk-steps.ts';

const CREATE = 'approvals.create';
const RESOLVE = 'approvals.resolve';

/**
 * Where `approvals.resolve` must be added: pointer of the step before which it belongs -> the create step whose options it takes.
 * Each chain that creates approvals resolves them at its head, so that a missing approver is found before anything is changed outside.
 * A chain is what runs without a wait in between.
 */
export function missingResolves(definition: WorkflowDefinition, catalogue: ActionCatalogue): Map<string, DoStep> {
  const missing = new Map<string, DoStep>();
  const isAction = (step: Step, name: string): step is DoStep =>
    'do' in step && findAction(catalogue, step.do)?.name === name;
  const visit = (list: StepList, resolvedBefore: boolean): void => {
    let resolved = resolvedBefore;
    let head = 0;
    for (const [index, step] of list.steps.entries()) {
      if (isAction(step, RESOLVE)) resolved = true;
      if (isAction(step, CREATE) && !resolved) {
        missing.set(`${list.pointer}/${head}`, step);
        resolved = true;
      }
      const isWait = isWaiting(step);
      for (const nested of nestedLists(step, `${list.pointer}/${index}`)) visit(nested, resolved && !isWait);
      if (isWait) {
        head = index + 1;
        resolved = false;
      }
    }
  };
  visit({ steps: definition.steps, pointer: '/steps' }, false);
  return missing;
}
