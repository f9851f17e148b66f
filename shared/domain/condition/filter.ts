import type { Field } from '../field-catalogue/field.ts';

/** A parsed filter of Business Central's filter language (domain 3.2). */
export type Filter =
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Filter[] }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly operand: Operand }
  | { readonly kind: 'range'; readonly from?: Operand; readonly to?: Operand };

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** What a value is compared with, as it was written. How it is read depends on the type of the value. */
export interface Operand {
  /** Without quotes and `@`. */
  readonly text: string;
  /** A part stood in quotes: never a token and never a date word. */
  readonly quoted: boolean;
  /** `@`: upper and lower case are the same. */
  readonly ignoreCase: boolean;
  /** Present when it has wildcards outside quotes. */
  readonly pattern?: readonly PatternPart[];
  /** `%me` or `%user`. */
  readonly token?: 'user';
}

/** One literal character (code point), or a wildcard. */
export type PatternPart = { readonly literal: string } | { readonly wildcard: 'any' | 'one' };

/** What tokens stand for at the moment of evaluation. */
export interface FilterContext {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** IANA name of the zone whose days are meant. Absent: UTC. */
  readonly timeZone?: string;
  /** What `%me` and `%user` stand for. */
  readonly user?: string;
}

/** The same, for the values of one field. */
export interface FieldFilterContext extends FilterContext {
  /** What the catalogue says of the field. Absent: the value's own type decides. */
  readonly field?: Field;
}
