import type { Step, TimeLimit, WorkflowDefinition } from './definition.ts';

/** A list of steps inside a step, with its place. */
export interface StepList {
  readonly steps: readonly Step[];
  /** JSON pointer into the definition. */
  readonly pointer: string;
}

/** The lists inside a step in the order in which they are written; the one for a timeout, or for anything else, comes last. */
export function nestedLists(step: Step, pointer: string): StepList[] {
  if ('when' in step) return [...listsOf(step.when, `${pointer}/when`), ...timeoutList(step.timeout, pointer)];
  if ('approve' in step || 'task' in step) return timeoutList(step.timeout, pointer);
  if ('if' in step) return [{ steps: step.then, pointer: `${pointer}/then` }, ...elseList(step.else, pointer)];
  if ('switch' in step) return [...listsOf(step.cases, `${pointer}/cases`), ...elseList(step.else, pointer)];
  if ('parallel' in step) return listsOf(step.parallel, `${pointer}/parallel`);
  if ('forEach' in step) return [{ steps: step.steps, pointer: `${pointer}/steps` }];
  if (!('try' in step)) return [];
  return [
    { steps: step.try, pointer: `${pointer}/try` },
    { steps: step.catch, pointer: `${pointer}/catch` },
  ];
}

/** True for steps whose lists are branches of their own: what is set there stays there, and no `goto` leads in or out. */
export function isSeparate(step: object): boolean {
  return 'parallel' in step || 'forEach' in step;
}

function listsOf(parts: readonly { readonly steps: readonly Step[] }[], pointer: string): StepList[] {
  return parts.map(({ steps }, index) => ({ steps, pointer: `${pointer}/${index}/steps` }));
}

function timeoutList(timeout: TimeLimit | undefined, pointer: string): StepList[] {
  return timeout ? [{ steps: timeout.steps, pointer: `${pointer}/timeout/steps` }] : [];
}

function elseList(steps: readonly Step[] | undefined, pointer: string): StepList[] {
  return steps ? [{ steps, pointer: `${pointer}/else` }] : [];
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
