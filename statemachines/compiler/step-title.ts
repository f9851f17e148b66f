import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { Step, WaitStep, WhenStep } from '../../shared/domain/workflow/definition.ts';
import { DEFAULT_ITEM } from './default-item.ts';
import { stepsOfCall } from './join-steps.ts';
import type { PlannedStep } from './plan-steps.ts';
import { withoutMarks, words } from './state-names.ts';

/** What a manager reads in the graph: the author's title, else a sentence made of what the step does. */
export function stepTitle(step: Step, catalogue: ActionCatalogue): string {
  return withoutMarks(titleOf(step, catalogue));
}

function titleOf(step: Step, catalogue: ActionCatalogue): string {
  if (step.title) return step.title;
  if ('do' in step) return findAction(catalogue, step.do)?.title ?? step.do;
  if ('when' in step) return whenTitle(step);
  if ('approve' in step) return `Ask: ${step.approve.title}`;
  if ('task' in step) return `To do: ${step.task.title}`;
  if ('run' in step) return `Run ${step.run}`;
  if ('wait' in step) return waitTitle(step);
  if ('set' in step) return `Set ${Object.keys(step.set).join(', ')}`;
  if ('respond' in step) return 'Answer the user';
  return branchingTitle(step);
}

/** The title of a planned step; of several that share a call, all of theirs. */
export function plannedTitle(planned: PlannedStep, catalogue: ActionCatalogue): string {
  return stepsOfCall(planned)
    .map(({ step }) => stepTitle(step, catalogue))
    .join(', ');
}

function branchingTitle(step: Exclude<Step, { readonly do: string }>): string {
  if ('if' in step) return `If ${step.if}`;
  if ('switch' in step) return `By ${step.switch}`;
  if ('forEach' in step) return `For each ${step.as ?? DEFAULT_ITEM}`;
  if ('parallel' in step) return 'At the same time';
  if ('try' in step) return 'Try';
  if ('goto' in step) return `Go to ${step.goto}`;
  return 'stop' in step ? `Stop: ${step.stop}` : 'Step';
}

function waitTitle({ wait }: WaitStep): string {
  return 'for' in wait ? `Wait for ${wait.for}` : `Wait until ${wait.until}`;
}

function whenTitle(step: WhenStep): string {
  if (step.id) return `Wait for ${words(step.id)}`;
  const events = new Set(step.when.map((branch) => words(canonicalEvent(branch.event).replaceAll('.', ' '))));
  return `Wait for ${[...events].join(' or ')}`;
}
