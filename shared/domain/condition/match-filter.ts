import type { Json } from '../json/json.ts';
import type { Comparison, FieldFilterContext, Filter, Operand } from './filter.ts';
import { matchPattern } from './match-pattern.ts';
import { booleanOf, numberOf, type Scalar, typedValue } from './scalar.ts';
import { hasNoCase, letterOrder, orderOfTexts } from './text-order.ts';

/**
 * True when the value passes the filter. The type of the field decides where the catalogue knows it: codes whatever their case,
 * options by name or number and in their order. Otherwise the value's own type: numbers numerically, ISO dates, times and instants
 * chronologically, booleans as such, anything else as text, case-sensitive and by code unit. A missing value, null and `''` are
 * empty: they equal `''`, differ from everything else, and are in no range.
 */
export function matchFilter(filter: Filter, value: Json | undefined, context: FieldFilterContext): boolean {
  if (typeof value === 'object' && value !== null) return false;
  return matches(filter, typedValue(value ?? null, context.field), context);
}

function matches(filter: Filter, value: Scalar, context: FieldFilterContext): boolean {
  switch (filter.kind) {
    case 'or':
      return filter.parts.some((part) => matches(part, value, context));
    case 'and':
      return filter.parts.every((part) => matches(part, value, context));
    case 'range':
      return (
        (!filter.from || holds('>=', value, { operand: filter.from, context })) &&
        (!filter.to || holds('<=', value, { operand: filter.to, context }))
      );
    case 'compare':
      return holds(filter.operator, value, { operand: filter.operand, context });
  }
}

function holds(
  operator: Comparison,
  value: Scalar,
  { operand, context }: { operand: Operand; context: FieldFilterContext },
): boolean {
  if (operator === '=') return equals(value, operand, context);
  if (operator === '<>') return !equals(value, operand, context);
  const order = compare(value, operand, context);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function equals(value: Scalar, operand: Operand, context: FieldFilterContext): boolean {
  const ignoreCase = operand.ignoreCase || hasNoCase(context);
  if (operand.token) return context.user !== undefined && sameText(textOf(value), context.user, true);
  if (operand.pattern) return matchPattern(textOf(value), operand.pattern, ignoreCase);
  if (typeof value === 'number' || typeof value === 'boolean') return compare(value, operand, context) === 0;
  const order = orderOfTexts(textOf(value), operand, context);
  return order === undefined ? sameText(textOf(value), operand.text, ignoreCase) : order === 0;
}

/** Negative, 0 or positive; undefined where the two have no order. */
function compare(value: Scalar, operand: Operand, context: FieldFilterContext): number | undefined {
  if (typeof value === 'number') return difference(value, numberOf(operand.text));
  if (typeof value === 'boolean') return difference(Number(value), booleanNumber(operand.text));
  const text = textOf(value);
  return orderOfTexts(text, operand, context) ?? (text === '' ? undefined : letterOrder(text, operand.text, context));
}

function difference(left: number, right: number | undefined): number | undefined {
  return right === undefined ? undefined : left - right;
}

function booleanNumber(text: string): number | undefined {
  const value = booleanOf(text);
  return value === undefined ? undefined : Number(value);
}

function sameText(left: string, right: string, ignoreCase: boolean): boolean {
  return left === right || (ignoreCase && left.toLowerCase() === right.toLowerCase());
}

function textOf(value: Scalar): string {
  return value === null ? '' : String(value);
}
