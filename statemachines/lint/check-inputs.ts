import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { checkFormSchema } from './check-form-schema.ts';
import { warning } from './found.ts';

/** Checks everything that people are asked to fill in: the inputs of a flow, and the forms of its tasks. */
export function checkInputs(definition: WorkflowDefinition): Problem[] {
  const forms = [...walkSteps(definition)].flatMap(({ step, pointer }) =>
    'task' in step && step.task.form ? checkFormSchema(step.task.form, `${pointer}/task/form`) : [],
  );
  return [...ownInputs(definition), ...forms];
}

function ownInputs({ inputs, kind }: WorkflowDefinition): Problem[] {
  if (!inputs) return [];
  const pointer = '/inputs';
  const nobody = `Nobody is asked for inputs of a workflow of kind ${kind}.`;
  const asked =
    kind === 'instant'
      ? []
      : [warning('inputs-not-asked', { pointer, hint: 'Take them out, or make it an instant flow.' }, nobody)];
  return [...asked, ...checkFormSchema(inputs, pointer)];
}
