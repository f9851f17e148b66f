import type { Json } from '../records/json.ts';
import type { FieldSpec } from '../records/master-kind.ts';

/** A value that was read, or what is wrong with it. */
export type Read<Value> = { readonly value: Value } | { readonly fault: string };

const LONGEST_TEXT = 250;
const LARGEST_NUMBER = 1_000_000_000;

/** Reads a text of at most 250 characters, without the blanks around it. */
export function readText(value: Json | undefined): Read<string> {
  if (typeof value !== 'string') return { fault: 'It must be a text.' };
  const text = value.trim();
  return text.length > LONGEST_TEXT ? { fault: `It may have ${LONGEST_TEXT} characters.` } : { value: text };
}

/** Reads a number of a size that money and quantities have here. */
export function readNumber(value: Json | undefined): Read<number> {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { fault: 'It must be a number.' };
  return Math.abs(value) > LARGEST_NUMBER ? { fault: `It may be ${LARGEST_NUMBER} at most.` } : { value };
}

/** Reads a number that is not below zero. */
export function readPositive(value: Json | undefined): Read<number> {
  const read = readNumber(value);
  return 'value' in read && read.value < 0 ? { fault: 'It must not be negative.' } : read;
}

/** Reads a day, `2026-03-02`, or an empty text. */
export function readDay(value: Json | undefined): Read<string> {
  if (value === '') return { value };
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = isDay ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  const isReal = isDay && Number.isFinite(at) && new Date(at).toISOString().startsWith(value);
  return isReal ? { value } : { fault: 'It must be a day, such as 2026-03-31.' };
}

/** Reads one of several texts. */
export function readOption<Option extends string>(value: Json | undefined, options: readonly Option[]): Read<Option> {
  const found = options.find((option) => option === value);
  const choices = options.map((option) => option || '(empty)').join(', ');
  return found === undefined ? { fault: `It must be one of: ${choices}.` } : { value: found };
}

/** Reads the value of a card's field. */
export function readField(spec: FieldSpec, value: Json | undefined): Read<string | number | boolean> {
  switch (spec.type) {
    case 'money':
    case 'number':
      return readPositive(value);
    case 'boolean':
      return typeof value === 'boolean' ? { value } : { fault: 'It must be true or false.' };
    case 'option':
      return readOption(blockOf(value), Object.keys(spec.options ?? {}));
    default:
      return readRequired(spec, value);
  }
}

function readRequired(spec: FieldSpec, value: Json | undefined): Read<string> {
  const read = readText(value);
  if ('fault' in read) return read;
  if (spec.required && read.value === '') return { fault: 'It is required.' };
  if (spec.type === 'email' && read.value !== '' && !/^[^@\s]+@[^@\s]+$/.test(read.value)) {
    return { fault: 'It must be an e-mail address.' };
  }
  return read;
}

/** Business Central's API writes a blank option value as `_x0020_`; scripts may say just yes or no. */
function blockOf(value: Json | undefined): Json | undefined {
  if (value === true) return 'All';
  return value === false || value === ' ' || value === '_x0020_' ? '' : value;
}
