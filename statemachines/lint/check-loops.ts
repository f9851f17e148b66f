import type { Step, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { nestedLists, type StepList, walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { isTarget } from './check-names.ts';
import { error } from './found.ts';

/** Steps after which a run may go on in more than one way, or that end it. */
const WAYS_OUT = ['when', 'approve', 'task', 'if', 'switch', 'try', 'run', 'stop'];

/** Finds each `goto` that closes a circle without a wait or a choice in it: the run would go round until its history is full. */
export function checkLoops(definition: WorkflowDefinition): Problem[] {
  const placed = [...walkSteps(definition)];
  const steps = new Map(placed.map(({ pointer, step }) => [pointer, step]));
  const targets = new Map(placed.flatMap(({ pointer, step }) => (isTarget(step) ? [[step.id, pointer] as const] : [])));
  const following = followingSteps(definition);
  const next = (pointer: string, step: Step): string | undefined =>
    'goto' in step ? targets.get(step.goto) : following.get(pointer);
  return placed
    .filter(({ pointer, step }) => 'goto' in step && comesBack(pointer, steps, next))
    .map(({ pointer }) => {
      const hint = 'Put a when or an if into the circle.';
      return error(
        'endless-loop',
        { pointer: `${pointer}/goto`, hint },
        'From here the run goes round in a circle for ever.',
      );
    });
}

function comesBack(
  start: string,
  steps: ReadonlyMap<string, Step>,
  next: (pointer: string, step: Step) => string | undefined,
): boolean {
  const passed = new Set<string>();
  for (let at: string | undefined = start; at !== undefined && !passed.has(at); ) {
    passed.add(at);
    const step = steps.get(at);
    if (!step || WAYS_OUT.some((kind) => kind in step)) return false;
    at = next(at, step);
    if (at === start) return true;
  }
  return false;
}

/** Step -> the step that follows it when nothing else is said: the next of its list, or what follows the step around the list. */
function followingSteps(definition: WorkflowDefinition): Map<string, string> {
  const following = new Map<string, string>();
  const visit = (list: StepList, after: string | undefined): void => {
    for (const [index, step] of list.steps.entries()) {
      const pointer = `${list.pointer}/${index}`;
      const next = index + 1 < list.steps.length ? `${list.pointer}/${index + 1}` : after;
      if (next !== undefined) following.set(pointer, next);
      for (const nested of nestedLists(step, pointer)) visit(nested, next);
    }
  };
  visit({ steps: definition.steps, pointer: '/steps' }, undefined);
  return following;
}
