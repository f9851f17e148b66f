import type { Field } from '../field-catalogue/field.ts';

/** A value that a filter can be held against. */
export type Scalar = null | boolean | number | string;

/**
 * The value as the type of its field has it: sources send amounts as texts, codes as numbers, options by their position. What does
 * not fit the type stays as it came.
 */
export function typedValue(value: Scalar, field: Field | undefined): Scalar {
  if (!field || value === null || value === '') return value;
  switch (field.type) {
    case 'number':
      return typeof value === 'string' ? (numberOf(value) ?? value) : value;
    case 'boolean':
      return typeof value === 'boolean' ? value : (booleanOf(String(value)) ?? value);
    case 'option':
      return typeof value === 'number' ? (field.options?.[value] ?? String(value)) : value;
    case 'code':
    case 'text':
      return String(value);
    default:
      return value;
  }
}

/** Culture-neutral: a point before the decimals, nothing between thousands. */
export function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** `true`, `yes`, `1` and their opposites, in any case. */
export function booleanOf(text: string): boolean | undefined {
  if (/^(true|yes|1)$/i.test(text)) return true;
  return /^(false|no|0)$/i.test(text) ? false : undefined;
}

/** The place of an option's value in Business Central's order, by its name in any case or by its number. */
export function ordinalOf(text: string, options: readonly string[]): number | undefined {
  const named = options.findIndex((option) => option.toLowerCase() === text.trim().toLowerCase());
  if (named >= 0) return named;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number < options.length ? number : undefined;
}
