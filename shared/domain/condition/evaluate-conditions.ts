import type { Conditions } from '../workflow/definition.ts';
import { checkChange } from './check-change.ts';
import { checkExpression } from './check-expression.ts';
import { checkFilters } from './check-filters.ts';
import { checkLines } from './check-lines.ts';
import type { ConditionCheck, ConditionFacts, EvaluateExpression } from './condition-facts.ts';

export interface ConditionResult {
  readonly holds: boolean;
  readonly checks: readonly ConditionCheck[];
}

/**
 * Whether all conditions hold, with every single one explained. Never rejects: a condition that can not be evaluated does not hold,
 * and says why. The expression is the only costly one, so it is left out when another condition fails already.
 */
export async function evaluateConditions(
  conditions: Conditions,
  facts: ConditionFacts,
  evaluateExpression: EvaluateExpression,
): Promise<ConditionResult> {
  const checks: ConditionCheck[] = [
    ...checkFilters(conditions.record ?? {}, facts.record.fields, { pointer: '/record', ...facts }),
    ...checkLines(conditions.lines ?? {}, facts),
    ...(conditions.change ? [checkChange(conditions.change, facts)] : []),
    ...checkFilters(conditions.request ?? {}, { ...facts.request }, { pointer: '/request', ...facts }),
  ];
  if (conditions.expression !== undefined) {
    const decided = checks.some((check) => !check.holds);
    checks.push(await checkExpression(conditions.expression, facts, decided ? undefined : evaluateExpression));
  }
  return { holds: checks.every((check) => check.holds), checks };
}
