import type { ChangeCondition, Conditions } from '../workflow/definition.ts';
import { checkChange } from './check-change.ts';
import { checkExpression } from './check-expression.ts';
import { checkFilters } from './check-filters.ts';
import { checkLineTotals } from './check-line-total.ts';
import { checkLines } from './check-lines.ts';
import type { ConditionCheck, ConditionFacts, EvaluateExpression } from './condition-facts.ts';
import { filtersContext } from './filters-context.ts';

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
    ...checkFilters(conditions.record ?? {}, facts.record.fields, {
      ...filtersContext(facts, 'fields'),
      pointer: '/record',
    }),
    ...checkLines(conditions.lines ?? {}, facts),
    ...checkLineTotals(conditions.lines ?? {}, facts),
    ...checkChanges(conditions.change, facts),
    ...checkFilters(conditions.request ?? {}, { ...facts.request }, { ...filtersContext(facts), pointer: '/request' }),
  ];
  if (conditions.expression !== undefined) {
    const decided = checks.some((check) => !check.holds);
    checks.push(await checkExpression(conditions.expression, facts, decided ? undefined : evaluateExpression));
  }
  return { holds: checks.every((check) => check.holds), checks };
}

function checkChanges(change: Conditions['change'], facts: ConditionFacts): ConditionCheck[] {
  if (!change) return [];
  if (!isList(change)) return [checkChange(change, facts)];
  return change.map((one, index) => checkChange(one, facts, `/change/${index}`));
}

function isList(change: NonNullable<Conditions['change']>): change is readonly ChangeCondition[] {
  return Array.isArray(change);
}
