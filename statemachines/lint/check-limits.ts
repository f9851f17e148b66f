import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { RUN_VARIABLES } from '../../shared/domain/workflow/reserved-names.ts';
import { PER_RECORD } from '../../shared/domain/workflow/run-limits.ts';
import { checkDuration } from './check-durations.ts';
import { checkExpression } from './check-expression.ts';
import { error } from './found.ts';

/** Checks the limits of a workflow's runs. */
export function checkLimits({ kind, limits }: WorkflowDefinition): Problem[] {
  if (!limits) return [];
  const { onePer, debounce } = limits;
  return [
    ...(kind === 'approval' ? [NOT_FOR_APPROVALS] : []),
    ...checkKey(onePer, '/limits/onePer'),
    ...checkDuration(debounce?.for, '/limits/debounce/for'),
    ...checkKey(debounce?.per, '/limits/debounce/per'),
  ];
}

const NOT_FOR_APPROVALS = error(
  'limits-not-available',
  { pointer: '/limits', hint: 'Leave them out: a record has at most one open approval run anyhow.' },
  'Runs of approval workflows can not wait for each other.',
);

/** Steps have not begun: only what every run starts with is known. */
function checkKey(key: string | undefined, pointer: string): Problem[] {
  if (key === undefined || key === PER_RECORD) return [];
  return checkExpression(key, pointer, new Set(RUN_VARIABLES));
}
