import type { Json } from '../json/json.ts';
import type { Step, WorkflowDefinition } from './definition.ts';
import { walkSteps } from './walk-steps.ts';

/** Options of actions that hold the user id of a member. */
const PERSON_OPTIONS = ['specificApproverId', 'recipientUserId', 'responseUserId'];

/** True where a step of the workflow asks or tells this member by name. What an expression gives is not known before it runs. */
export function namesPerson(definition: Pick<WorkflowDefinition, 'steps'>, userId: string): boolean {
  return [...walkSteps(definition)].some(({ step }) => personsOf(step).includes(userId));
}

function personsOf(step: Step): readonly Json[] {
  if ('do' in step) return PERSON_OPTIONS.flatMap((name) => step.with?.[name] ?? []);
  const to = 'approve' in step ? step.approve.to : 'task' in step ? step.task.to : undefined;
  return to === undefined ? [] : [to].flat();
}
