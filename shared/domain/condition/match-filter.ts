import type { Json } from '../json/json.ts';
import { periodOf, periodOfOperand } from './date-text.ts';
import type { Comparison, Filter, FilterContext, Operand } from './filter.ts';
import { matchPattern } from './match-pattern.ts';

/** A value that a filter can be held against. */
type Scalar = null | boolean | number | string;

/**
 * True when the value passes the filter. The value's own type decides: numbers numerically, ISO dates and instants chronologically,
 * booleans as such, anything else as text, case-sensitive and by code unit. A missing value, null and `''` are empty: they equal
 * `''`, differ from everything else, and are in no range.
 */
export function matchFilter(filter: Filter, value: Json | undefined, context: FilterContext): boolean {
  if (typeof value === 'object' && value !== null) return false;
  const scalar = value ?? null;
  switch (filter.kind) {
    case 'or':
      return filter.parts.some((part) => matchFilter(part, scalar, context));
    case 'and':
      return filter.parts.every((part) => matchFilter(part, scalar, context));
    case 'range':
      return (
        (!filter.from || holds('>=', scalar, { operand: filter.from, context })) &&
        (!filter.to || holds('<=', scalar, { operand: filter.to, context }))
      );
    case 'compare':
      return holds(filter.operator, scalar, { operand: filter.operand, context });
  }
}

function holds(operator: Comparison, value: Scalar, other: { operand: Operand; context: FilterContext }): boolean {
  const { operand, context } = other;
  if (operator === '=') return equals(value, operand, context);
  if (operator === '<>') return !equals(value, operand, context);
  const order = compare(value, operand, context);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function equals(value: Scalar, operand: Operand, context: FilterContext): boolean {
  if (operand.token) return context.user !== undefined && sameText(textOf(value), context.user, true);
  if (operand.pattern) return matchPattern(textOf(value), operand.pattern, operand.ignoreCase);
  if (value === null || value === '') return operand.text === '';
  if (typeof value === 'string' && !(isDate(value) && periodOfWritten(operand, context))) {
    return sameText(value, operand.text, operand.ignoreCase);
  }
  return compare(value, operand, context) === 0;
}

/** Negative, 0 or positive; undefined where the two have no order. */
function compare(value: Scalar, operand: Operand, context: FilterContext): number | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'number') return difference(value, numberOf(operand.text));
  if (typeof value === 'boolean') return difference(Number(value), booleanOf(operand.text));
  const own = periodOf(value);
  const other = own && periodOfWritten(operand, context);
  if (!own || !other) return value < operand.text ? -1 : Number(value > operand.text);
  if (own.from < other.from) return -1;
  return own.from > other.to ? 1 : 0;
}

function periodOfWritten(operand: Operand, context: FilterContext) {
  return operand.quoted ? periodOf(operand.text) : periodOfOperand(operand.text, context.now);
}

function isDate(text: string): boolean {
  return periodOf(text) !== undefined;
}

function difference(left: number, right: number | undefined): number | undefined {
  return right === undefined ? undefined : left - right;
}

/** Culture-neutral: a point before the decimals, nothing between thousands. */
function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function booleanOf(text: string): number | undefined {
  if (/^(true|yes|1)$/i.test(text)) return 1;
  return /^(false|no|0)$/i.test(text) ? 0 : undefined;
}

function sameText(left: string, right: string, ignoreCase: boolean): boolean {
  return left === right || (ignoreCase && left.toLowerCase() === right.toLowerCase());
}

function textOf(value: Scalar): string {
  return value === null ? '' : String(value);
}
