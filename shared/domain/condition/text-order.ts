import type { FieldType } from '../field-catalogue/field.ts';
import { type Period, periodOf, periodOfOperand, timeOf } from './date-text.ts';
import type { FieldFilterContext, Operand } from './filter.ts';
import { ordinalOf } from './scalar.ts';

/**
 * The order of texts that stand for something that has one of its own: options, dates, times. Negative, 0 or positive; undefined
 * where they stand for no such thing.
 */
export function orderOfTexts(
  value: string,
  other: Pick<Operand, 'text' | 'quoted'>,
  context: FieldFilterContext,
): number | undefined {
  const { options } = context.field ?? {};
  if (options) return difference(ordinalOf(value, options), ordinalOf(other.text, options));
  if (mayBe(context, 'date', 'dateTime')) {
    const own = periodOf(value, context.timeZone);
    const period = own && periodOfWritten(other, context);
    if (own && period) return own.from < period.from ? -1 : Number(own.from > period.to);
  }
  return mayBe(context, 'time') ? difference(timeOf(value), timeOf(other.text)) : undefined;
}

/** Letter by letter, by code unit; undefined where the field is none of letters. */
export function letterOrder(value: string, other: string, context: FieldFilterContext): number | undefined {
  if (!mayBe(context, 'text', 'code')) return undefined;
  const [left, right] = hasNoCase(context) ? [value.toUpperCase(), other.toUpperCase()] : [value, other];
  return left < right ? -1 : Number(left > right);
}

/** Business Central writes codes in capitals, so a filter finds them in any case; options are found by their names. */
export function hasNoCase({ field }: FieldFilterContext): boolean {
  return field?.type === 'code' || field?.type === 'option';
}

function periodOfWritten({ quoted, text }: Pick<Operand, 'text' | 'quoted'>, context: FieldFilterContext) {
  const period: Period | undefined = quoted ? periodOf(text, context.timeZone) : periodOfOperand(text, context);
  return period;
}

function mayBe({ field }: FieldFilterContext, ...types: readonly FieldType[]): boolean {
  return !field || types.includes(field.type);
}

function difference(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left - right;
}
