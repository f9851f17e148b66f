import type { Json } from '../json/json.ts';
import { sameJson } from '../record/record.ts';
import type { ChangeCondition } from '../workflow/definition.ts';
import { movedBy, parseChangeAmount } from './change-amount.ts';
import { heldAgainst } from './check-filters.ts';
import type { ConditionCheck, ConditionFacts } from './condition-facts.ts';
import type { FieldFilterContext } from './filter.ts';
import { atField, filtersContext } from './filters-context.ts';
import { orderOfValues } from './order-of-values.ts';
import { typedValue } from './scalar.ts';

/** A field with its value before and after the event. */
interface Moved {
  readonly field: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * Whether a field rose, fell or changed with this event (domain 3.4): numbers numerically, dates chronologically, all else as text. Of
 * several fields one is enough. A field that is missing before or after neither rose nor fell. Without previous values nothing is known
 * to have changed.
 */
export function checkChange(change: ChangeCondition, facts: ConditionFacts, pointer = '/change'): ConditionCheck {
  const fields = fieldsOf(change);
  const after = fields.length === 1 ? valueIn(facts.record.fields, fields[0]) : undefined;
  const reasons = fields.map((field) => whyNot(change, field, facts));
  const holds = reasons.some((reason) => reason === undefined);
  return {
    pointer,
    text: textOf(change),
    ...(after !== undefined && { value: after }),
    holds,
    ...(!holds && { reason: [...new Set(reasons)].join('; ') }),
  };
}

/** The fields of which one must have changed. */
export function fieldsOf({ field }: ChangeCondition): readonly string[] {
  return typeof field === 'string' ? [field] : field;
}

function textOf(change: ChangeCondition): string {
  const { is, by, from, to } = change;
  const parts = [
    `${fieldsOf(change).join(' or ')} is ${is}`,
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
  ];
  return parts.join(' ');
}

function whyNot(change: ChangeCondition, field: string, facts: ConditionFacts): string | undefined {
  const { is, by } = change;
  if (!facts.previous) return `the values before the change are not known, so ${field} can not be said to have ${is}`;
  const moved: Moved = { field, before: valueIn(facts.previous, field), after: valueIn(facts.record.fields, field) };
  const { before, after } = moved;
  if (before === undefined && after === undefined) return `the record has no field ${field}`;
  const difference = `${field} was ${JSON.stringify(before ?? null)} and is ${JSON.stringify(after ?? null)}`;
  const context = atField(filtersContext(facts, 'fields'), field);
  const stayed = is === 'changed' ? sameJson(before ?? null, after ?? null) : direction(moved, context) !== is;
  if (stayed) return difference;
  return (
    (by === undefined ? undefined : tooLittle(by, typedMove(moved, context), difference)) ??
    notFromTo(change, moved, context)
  );
}

function notFromTo({ from, to }: ChangeCondition, moved: Moved, context: FieldFilterContext): string | undefined {
  const { field, before, after } = moved;
  const was = from === undefined || heldAgainst(String(from), before, context);
  if (was !== true) return `${field} before the change ${was}`;
  const is = to === undefined || heldAgainst(String(to), after, context);
  return is === true ? undefined : `${field} ${is}`;
}

function valueIn(fields: { readonly [field: string]: Json }, field: string | undefined): Json | undefined {
  return field !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

function direction({ before, after }: Moved, context: FieldFilterContext): 'increased' | 'decreased' | undefined {
  const order = orderOfValues(before, after, context);
  if (order === undefined || order === 0) return undefined;
  return order < 0 ? 'increased' : 'decreased';
}

/** The same with values as the type of the field has them. */
function typedMove({ field, before, after }: Moved, context: FieldFilterContext): Moved {
  const typed = (value: Json | undefined) =>
    typeof value === 'object' || value === undefined ? value : typedValue(value, context.field);
  return { field, before: typed(before), after: typed(after) };
}

function tooLittle(by: string | number, { before, after }: Moved, difference: string): string | undefined {
  const wanted = parseChangeAmount(by);
  if (!wanted) return `by: ${by} is neither an amount nor a percentage`;
  if (typeof before !== 'number' || typeof after !== 'number') return `${difference}, and "by" needs numbers`;
  return movedBy(before, after, wanted) ? undefined : `${difference}, which is a change by less than ${by}`;
}
