import type { Step, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { nestedLists, type StepList } from '../../shared/domain/workflow/walk-steps.ts';
import { error, warning } from './found.ts';

/** Finds steps that nothing leads to, and lists of steps that are empty. A step that a `goto` names is reached by it. */
export function checkReachability(definition: WorkflowDefinition): Problem[] {
  const problems: Problem[] = [];
  const targets = gotoTargets(definition.steps);
  const visit = (list: StepList): void => {
    let reachable = true;
    for (const [index, step] of list.steps.entries()) {
      const pointer = `${list.pointer}/${index}`;
      if (!reachable && !(step.id !== undefined && targets.has(step.id))) {
        const hint = 'Remove it, or give an earlier step a way to it.';
        problems.push(error('unreachable-step', { pointer, hint }, 'Nothing leads to this step.'));
      }
      reachable = !neverGoesOn(step);
      for (const nested of nestedLists(step, pointer)) {
        if (nested.steps.length === 0) problems.push(nothingToDo(nested.pointer, step));
        visit(nested);
      }
    }
  };
  visit({ steps: definition.steps, pointer: '/steps' });
  return problems;
}

function nothingToDo(pointer: string, step: Step): Problem {
  if (pointer.endsWith('/try') && 'try' in step) {
    return error('empty-steps', { pointer, hint: 'Add a step.' }, 'There is nothing to try.');
  }
  return warning('empty-steps', { pointer, hint: 'Add a step, or leave this part out.' }, 'Nothing is done here.');
}

function gotoTargets(steps: readonly Step[]): Set<string> {
  const nested = (step: Step): readonly Step[] => nestedLists(step, '').flatMap((list) => list.steps);
  const targets = new Set<string>();
  const open = [...steps];
  for (let step = open.pop(); step; step = open.pop()) {
    if ('goto' in step) targets.add(step.goto);
    open.push(...nested(step));
  }
  return targets;
}

/** True when the step after this one is never reached from it. */
function neverGoesOn(step: Step): boolean {
  if ('goto' in step || 'stop' in step) return true;
  if ('if' in step) return step.else !== undefined && listEnds(step.then) && listEnds(step.else);
  if ('switch' in step) {
    return step.else !== undefined && listEnds(step.else) && step.cases.every((one) => listEnds(one.steps));
  }
  if ('try' in step) return listEnds(step.try) && listEnds(step.catch);
  if (!('when' in step)) return false;
  return step.when.every((branch) => listEnds(branch.steps)) && (!step.timeout || listEnds(step.timeout.steps));
}

function listEnds(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  return last !== undefined && neverGoesOn(last);
}
