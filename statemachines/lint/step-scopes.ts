import type { Step, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { isSeparate, nestedLists, type PlacedStep, type StepList } from '../../shared/domain/workflow/walk-steps.ts';
import { DEFAULT_ITEM } from '../compiler/default-item.ts';

/** A step with the branches around it, the outermost first; each is named by the pointer of its list. */
export interface ScopedStep extends PlacedStep {
  readonly scopes: readonly string[];
}

/** All steps in the order in which they are written, with the branches that they stand in. */
export function scopedSteps(definition: Pick<WorkflowDefinition, 'steps'>): ScopedStep[] {
  return stepsOf({ steps: definition.steps, pointer: '/steps' }, ['']);
}

function stepsOf(list: StepList, scopes: readonly string[]): ScopedStep[] {
  return list.steps.flatMap((step, index) => {
    const pointer = `${list.pointer}/${index}`;
    const nested = nestedLists(step, pointer).flatMap((inner) =>
      stepsOf(inner, isSeparate(step) ? [...scopes, inner.pointer] : scopes),
    );
    return [{ step, pointer, depth: scopes.length, scopes }, ...nested];
  });
}

/** A variable that a step gives a value. */
export interface Assignment {
  readonly name: string;
  /** Where the name stands. */
  readonly pointer: string;
  readonly scopes: readonly string[];
}

/** All variables that the steps of a definition give values, with the branches in which they are known. */
export function assignmentsOf(steps: readonly ScopedStep[]): Assignment[] {
  return steps.flatMap(({ step, pointer, scopes }) => {
    const own = ownNames(step).map(({ name, member }) => ({ name, pointer: `${pointer}${member}`, scopes }));
    if (!('forEach' in step)) return own;
    const item = { name: step.as ?? DEFAULT_ITEM, pointer: `${pointer}/as`, scopes: [...scopes, `${pointer}/steps`] };
    return [...own, item];
  });
}

function ownNames(step: Step): { name: string; member: string }[] {
  if ('set' in step) return Object.keys(step.set).map((name) => ({ name, member: `/set/${name}` }));
  return step.id !== undefined && hasResult(step) ? [{ name: step.id, member: '/id' }] : [];
}

function hasResult(step: Step): boolean {
  if ('forEach' in step) return step.result !== undefined;
  if ('parallel' in step) return step.parallel.some(({ result }) => result !== undefined);
  return ['do', 'when', 'approve', 'task', 'respond', 'run', 'try'].some((kind) => kind in step);
}

/** True when `inner` is `outer` or stands inside of it. */
export function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.every((scope, depth) => inner[depth] === scope);
}
