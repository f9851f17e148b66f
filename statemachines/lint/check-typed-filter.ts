import { periodOfOperand, timeOf } from '../../shared/domain/condition/date-text.ts';
import type { Filter, Operand } from '../../shared/domain/condition/filter.ts';
import { booleanOf, numberOf, ordinalOf } from '../../shared/domain/condition/scalar.ts';
import type { Field } from '../../shared/domain/field-catalogue/field.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { meant, warning } from './found.ts';

/** What the type of a field says of a filter on it. Warnings only: what a source really sends is known to nobody here. */
export function checkTypedFilter(field: Field, filter: Filter, pointer: string): Problem[] {
  const written = termsOf(filter);
  switch (field.type) {
    case 'option':
      return written.flatMap((term) => checkOption(field, term, pointer) ?? []);
    case 'number':
      return written.flatMap((term) => (isNumber(term.operand) ? [] : [notOf(NUMBER, field, term, pointer)]));
    case 'date':
    case 'dateTime':
      return written.flatMap((term) =>
        isDate(term.operand) ? [] : [notOf({ what: 'a date', hint: dateHint(term) }, field, term, pointer)],
      );
    case 'time':
      return written.flatMap((term) => (isTime(term.operand) ? [] : [notOf(TIME, field, term, pointer)]));
    case 'boolean':
      return written.flatMap((term) => (isBoolean(term.operand) ? [] : [notOf(BOOLEAN, field, term, pointer)]));
    default:
      return checkTextRange(field, written, pointer);
  }
}

/** An operand with what it is used for. */
interface Term {
  readonly operand: Operand;
  readonly ordered: boolean;
}

function termsOf(filter: Filter): Term[] {
  switch (filter.kind) {
    case 'or':
    case 'and':
      return filter.parts.flatMap(termsOf);
    case 'compare':
      return [{ operand: filter.operand, ordered: !['=', '<>'].includes(filter.operator) }];
    case 'range':
      return [filter.from, filter.to].flatMap((operand) => (operand ? [{ operand, ordered: true }] : []));
  }
}

function checkOption({ name, options = [] }: Field, { operand }: Term, pointer: string): Problem | undefined {
  if (operand.pattern || operand.token || ordinalOf(operand.text, options) !== undefined) return undefined;
  const hint =
    meant(didYouMean(operand.text, options)) ?? `Its values are ${options.map((one) => one || "''").join(', ')}.`;
  return warning('unknown-option-value', { pointer, hint }, `${name} has no value ${operand.text || "''"}.`);
}

/** What a value must be, and how it is written. */
interface Wanted {
  readonly what: string;
  readonly hint: string;
}

const NUMBER: Wanted = { what: 'a number', hint: 'Write digits with a point before the decimals, such as 1234.5.' };
const TIME: Wanted = { what: 'a time', hint: 'Write a time such as 8:30 or 16:45:00.' };
const BOOLEAN: Wanted = { what: 'true or false', hint: 'Write true or false.' };

function notOf({ what, hint }: Wanted, { name }: Field, { operand }: Term, pointer: string): Problem {
  return warning('wrong-type-of-value', { pointer, hint }, `${name} is ${what}, and ${operand.text} is not.`);
}

/** Business Central's short forms whose meaning depends on its accounting periods and its work date (domain 3.2). */
function dateHint({ operand: { text } }: Term): string {
  const instead = 'Write a date such as 2026-03-22, or one that moves such as t, t-7d or w+1m.';
  if (/^p\d*$/i.test(text)) return `Accounting periods such as ${text} are known in Business Central only. ${instead}`;
  return /^\d{1,2}$/.test(text) ? `Days of the current month are no filter here. ${instead}` : instead;
}

function isNumber({ text, pattern }: Operand): boolean {
  return text === '' || (!pattern && numberOf(text) !== undefined);
}

function isDate({ text, pattern }: Operand): boolean {
  return text === '' || (!pattern && periodOfOperand(text, { now: 0 }) !== undefined);
}

function isBoolean({ text, pattern }: Operand): boolean {
  return text === '' || (!pattern && booleanOf(text) !== undefined);
}

function isTime({ text, pattern }: Operand): boolean {
  return text === '' || (!pattern && timeOf(text) !== undefined);
}

/** Business Central has the same trap: 100000 lies between 10000 and 10042 as a text. */
function checkTextRange({ name }: Field, written: readonly Term[], pointer: string): Problem[] {
  const numeric = written.some(({ operand, ordered }) => ordered && operand.text !== '' && isNumber(operand));
  if (!numeric) return [];
  const hint = 'List the values with |, or use a pattern such as 100??.';
  return [
    warning(
      'text-range',
      { pointer, hint },
      `${name} is a text, so it is compared letter by letter: 100000 lies in 10000..10042.`,
    ),
  ];
}
