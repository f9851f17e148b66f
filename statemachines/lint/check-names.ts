import type { Step, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import { jsonPointer } from '../../shared/domain/workflow/json-pointer.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { isName, isReservedName } from '../../shared/domain/workflow/reserved-names.ts';
import { error, meant } from './found.ts';
import { type Assignment, assignmentsOf, isWithin, type ScopedStep, scopedSteps } from './step-scopes.ts';

/** Checks ids of steps, names of variables, and that each `goto` finds its step. */
export function checkNames(definition: WorkflowDefinition): Problem[] {
  const steps = scopedSteps(definition);
  const ids = steps.flatMap(({ step }) => step.id ?? []);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { step, pointer } of steps) {
    if (step.id !== undefined) {
      problems.push(...checkName(step.id, `${pointer}/id`));
      if (seen.has(step.id)) problems.push(duplicate(step.id, `${pointer}/id`));
      seen.add(step.id);
    }
    if ('set' in step) problems.push(...checkVariables(Object.keys(step.set), `${pointer}/set`, ids));
    if ('forEach' in step && step.as !== undefined) problems.push(...checkVariables([step.as], `${pointer}/as`, ids));
  }
  return [...problems, ...checkGotos(steps), ...checkBranches(assignmentsOf(steps))];
}

/** A branch can read the variables around it, but Step Functions does not let it assign them. */
function checkBranches(assignments: readonly Assignment[]): Problem[] {
  return assignments.flatMap(({ name, pointer, scopes }) => {
    const outside = assignments.find(
      (other) => other.name === name && other.scopes.length < scopes.length && isWithin(scopes, other.scopes),
    );
    if (!outside) return [];
    const hint = pointer.endsWith('/as')
      ? 'Give it a name of its own with "as".'
      : 'Choose another name, and give values back with "result".';
    const message = `$${name} has its value outside of this branch; what is set in a branch stays there.`;
    return [error('assigned-outside', { pointer, hint }, message)];
  });
}

function checkName(name: string, pointer: string): Problem[] {
  if (!isName(name)) {
    const hint = 'Start with a small letter; then letters and digits, at most 80.';
    return [error('bad-name', { pointer, hint }, `"${name}" can not be a name.`)];
  }
  if (!isReservedName(name)) return [];
  return [
    error(
      'reserved-name',
      { pointer, hint: 'Choose another name.' },
      `$${name} has a meaning of its own in expressions.`,
    ),
  ];
}

function checkVariables(names: readonly string[], pointer: string, ids: readonly string[]): Problem[] {
  return names.flatMap((name) => {
    const place = pointer.endsWith('/as') ? pointer : `${pointer}${jsonPointer([name])}`;
    if (!ids.includes(name)) return checkName(name, place);
    return [
      error(
        'duplicate-name',
        { pointer: place, hint: 'Choose another name.' },
        `$${name} is the result of the step ${name}.`,
      ),
    ];
  });
}

function duplicate(id: string, pointer: string): Problem {
  return error('duplicate-name', { pointer, hint: 'Choose another id.' }, `Another step has the id ${id} too.`);
}

function checkGotos(steps: readonly ScopedStep[]): Problem[] {
  const targets = steps.filter(({ step }) => isTarget(step));
  return steps.flatMap(({ step, pointer, scopes }) => {
    if (!('goto' in step)) return [];
    const at = `${pointer}/goto`;
    const target = targets.find((candidate) => candidate.step.id === step.goto);
    if (!target) return [noTarget(step.goto, at, steps)];
    return String(target.scopes) === String(scopes) ? [] : [outsideOfBranch(step.goto, at)];
  });
}

/** Steps that can be gone to: those that do or wait for something. */
export function isTarget(step: Step): boolean {
  return step.id !== undefined && ['do', 'when', 'approve', 'task', 'run'].some((kind) => kind in step);
}

function outsideOfBranch(target: string, pointer: string): Problem {
  const hint = 'Only steps of the same branch can be gone to.';
  return error('goto-without-target', { pointer, hint }, `The step ${target} stands in another branch.`);
}

function noTarget(target: string, pointer: string, steps: readonly ScopedStep[]): Problem {
  if (steps.some(({ step }) => step.id === target)) {
    const hint = 'Only steps that do or wait for something can be gone to.';
    return error('goto-without-target', { pointer, hint }, `The step ${target} can not be gone to.`);
  }
  const known = steps.flatMap(({ step }) => (isTarget(step) ? (step.id ?? []) : []));
  const ids =
    known.length > 0 ? `Steps that can be gone to are ${known.join(', ')}.` : 'Give the step that is meant an id.';
  const hint = meant(didYouMean(target, known)) ?? ids;
  return error('goto-without-target', { pointer, hint }, `No step has the id ${target}.`);
}
