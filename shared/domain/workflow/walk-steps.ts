import type { Step, WorkflowDefinition } from './definition.ts';

/** A list of steps inside a step, with its place. */
export interface StepList {
  readonly steps: readonly Step[];
  /** JSON pointer into the definition. */
  readonly pointer: string;
}

/** The lists inside a step: branches of `when` in order, then its timeout; `then`, then `else`. */
export function nestedLists(step: Step, pointer: string): StepList[] {
  if ('when' in step) {
    const branches = step.when.map((branch, index) => ({
      steps: branch.steps,
      pointer: `${pointer}/when/${index}/steps`,
    }));
    return step.timeout ? [...branches, { steps: step.timeout.steps, pointer: `${pointer}/timeout/steps` }] : branches;
  }
  if ('if' in step) {
    const then = { steps: step.then, pointer: `${pointer}/then` };
    return step.else ? [then, { steps: step.else, pointer: `${pointer}/else` }] : [then];
  }
  return [];
}

/** A step with its place and how deep it is nested (1 for the steps of the definition itself). */
export interface PlacedStep {
  readonly step: Step;
  readonly pointer: string;
  readonly depth: number;
}

/** All steps of a definition, in the order in which they are written. */
export function* walkSteps(definition: Pick<WorkflowDefinition, 'steps'>): Generator<PlacedStep> {
  yield* walkList({ steps: definition.steps, pointer: '/steps' }, 1);
}

function* walkList(list: StepList, depth: number): Generator<PlacedStep> {
  for (const [index, step] of list.steps.entries()) {
    const pointer = `${list.pointer}/${index}`;
    yield { step, pointer, depth };
    for (const nested of nestedLists(step, pointer)) yield* walkList(nested, depth + 1);
  }
}
