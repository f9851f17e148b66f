import type { Json } from '../json/json.ts';
import type { FieldFilterContext } from './filter.ts';
import { typedValue } from './scalar.ts';
import { letterOrder, orderOfTexts } from './text-order.ts';

/**
 * Negative when the first value of a field is the smaller one (domain 3.4): numbers numerically, dates and times chronologically,
 * options in their order, all else as text. Undefined where one is missing or is no single value.
 */
export function orderOfValues(
  before: Json | undefined,
  after: Json | undefined,
  context: FieldFilterContext,
): number | undefined {
  if (before === undefined || after === undefined || before === null || after === null) return undefined;
  if (typeof before === 'object' || typeof after === 'object') return undefined;
  const left = typedValue(before, context.field);
  const right = typedValue(after, context.field);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const other = { text: String(right), quoted: true };
  return orderOfTexts(String(left), other, context) ?? letterOrder(String(left), other.text, context);
}
