import type { Json } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';

/** How amounts and moments are written for one reader. */
export interface Locale {
  /** BCP 47. */
  readonly language: string;
  /** IANA name. */
  readonly timeZone: string;
}

const ENTITY_WORDS: Readonly<Record<string, string>> = {
  purchaseDocument: 'purchase',
  salesDocument: 'sales',
};

/** `purchase order 106001`, `customer 10000`: what people call a record. */
export function recordWords(record: Pick<RecordKey, 'entity' | 'id'>, documentType?: Json): string {
  const entity = ENTITY_WORDS[record.entity] ?? fieldWords(record.entity).toLowerCase();
  const type =
    record.entity in ENTITY_WORDS ? (typeof documentType === 'string' ? documentType.toLowerCase() : 'document') : '';
  return [entity, type, record.id].filter(Boolean).join(' ');
}

/** `buyFromVendorNo` -> `Buy from vendor no`. */
export function fieldWords(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** An amount with its currency. */
export function amountWords(amount: number | undefined, currency: string | undefined, { language }: Locale): string {
  if (amount === undefined) return '';
  if (!currency || !/^[A-Z]{3}$/.test(currency)) return numberWords(amount, language);
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
}

/** A moment in the reader's time zone. */
export function momentWords(instant: string, { language, timeZone }: Locale): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    Date.parse(instant),
  );
}

/** A day in the reader's time zone. */
export function dayWords(instant: string, { language, timeZone }: Locale): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone }).format(Date.parse(instant));
}

/** A field's value as people read it. */
export function valueWords(value: Json | undefined, { language }: Locale): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'number') return numberWords(value, language);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberWords(value: number, language: string): string {
  const fraction = Number.isInteger(value) ? 0 : 2;
  return new Intl.NumberFormat(language, { minimumFractionDigits: fraction, maximumFractionDigits: 5 }).format(value);
}
