import type { Json } from '../json/json.ts';
import { sameJson } from '../record/record.ts';
import type { ChangeCondition } from '../workflow/definition.ts';
import { movedBy, parseChangeAmount } from './change-amount.ts';
import type { ConditionCheck, ConditionFacts } from './condition-facts.ts';
import { periodOf } from './date-text.ts';

/**
 * Whether a field rose, fell or changed with this event (domain 3.4): numbers numerically, dates chronologically, all else as text.
 * A field that is missing before or after neither rose nor fell. Without previous values nothing is known to have changed.
 */
export function checkChange(change: ChangeCondition, facts: ConditionFacts): ConditionCheck {
  const { field, is, by } = change;
  const after = Object.hasOwn(facts.record.fields, field) ? facts.record.fields[field] : undefined;
  const reason = whyNot(change, after, facts);
  return {
    pointer: '/change',
    text: by === undefined ? `${field} is ${is}` : `${field} is ${is} by ${by}`,
    ...(after !== undefined && { value: after }),
    holds: reason === undefined,
    ...(reason !== undefined && { reason }),
  };
}

function whyNot(change: ChangeCondition, after: Json | undefined, facts: ConditionFacts): string | undefined {
  const { field, is, by } = change;
  if (!facts.previous) return `the values before the change are not known, so ${field} can not be said to have ${is}`;
  const before = Object.hasOwn(facts.previous, field) ? facts.previous[field] : undefined;
  if (before === undefined && after === undefined) return `the record has no field ${field}`;
  const difference = `${field} was ${JSON.stringify(before ?? null)} and is ${JSON.stringify(after ?? null)}`;
  if (is === 'changed' ? sameJson(before ?? null, after ?? null) : direction(before, after) !== is) return difference;
  return by === undefined ? undefined : tooLittle(by, { before, after, difference });
}

function direction(before: Json | undefined, after: Json | undefined): 'increased' | 'decreased' | undefined {
  const order = orderOf(before, after);
  if (order === undefined || order === 0) return undefined;
  return order < 0 ? 'increased' : 'decreased';
}

/** Negative when the first is smaller. */
function orderOf(before: Json | undefined, after: Json | undefined): number | undefined {
  if (before === undefined || after === undefined || before === null || after === null) return undefined;
  if (typeof before === 'object' || typeof after === 'object') return undefined;
  if (typeof before === 'number' && typeof after === 'number') return before - after;
  const left = String(before);
  const right = String(after);
  const [leftPeriod, rightPeriod] = [periodOf(left), periodOf(right)];
  if (leftPeriod && rightPeriod) return leftPeriod.from - rightPeriod.from;
  return left < right ? -1 : Number(left > right);
}

function tooLittle(
  by: string | number,
  values: { before: Json | undefined; after: Json | undefined; difference: string },
): string | undefined {
  const wanted = parseChangeAmount(by);
  if (!wanted) return `by: ${by} is neither an amount nor a percentage`;
  const { before, after, difference } = values;
  if (typeof before !== 'number' || typeof after !== 'number') return `${difference}, and "by" needs numbers`;
  return movedBy(before, after, wanted) ? undefined : `${difference}, which is a change by less than ${by}`;
}
