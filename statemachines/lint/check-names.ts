import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import { jsonPointer } from '../../shared/domain/workflow/json-pointer.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { isName, isReservedName } from '../../shared/domain/workflow/reserved-names.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { error, meant } from './found.ts';

/** Checks ids of steps, names of variables, and that each `goto` finds its step. */
export function checkNames(definition: WorkflowDefinition): Problem[] {
  const steps = [...walkSteps(definition)];
  const ids = steps.flatMap(({ step }) => step.id ?? []);
  const targets = steps.flatMap(({ step }) => (('do' in step || 'when' in step) && step.id ? [step.id] : []));
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { step, pointer } of steps) {
    if (step.id !== undefined) {
      problems.push(...checkName(step.id, `${pointer}/id`));
      if (seen.has(step.id)) problems.push(duplicate(step.id, `${pointer}/id`));
      seen.add(step.id);
    }
    if ('set' in step) problems.push(...checkVariables(Object.keys(step.set), pointer, ids));
    if ('goto' in step && !targets.includes(step.goto))
      problems.push(noTarget(step.goto, `${pointer}/goto`, { ids, targets }));
  }
  return problems;
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
    const place = `${pointer}/set${jsonPointer([name])}`;
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

function noTarget(
  target: string,
  pointer: string,
  known: { ids: readonly string[]; targets: readonly string[] },
): Problem {
  if (known.ids.includes(target)) {
    const hint = 'Only do and when steps can be gone to.';
    return error('goto-without-target', { pointer, hint }, `The step ${target} can not be gone to.`);
  }
  return error(
    'goto-without-target',
    { pointer, hint: meant(didYouMean(target, known.targets)) },
    `No step has the id ${target}.`,
  );
}
