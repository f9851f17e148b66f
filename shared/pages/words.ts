import type { Json } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import { dateFormat, numberFormat } from './formats.ts';

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
  const entity = own(ENTITY_WORDS, record.entity) ?? fieldWords(record.entity).toLowerCase();
  const type = Object.hasOwn(ENTITY_WORDS, record.entity)
    ? typeof documentType === 'string'
      ? documentType.toLowerCase()
      : 'document'
    : '';
  return [entity, type, record.id].filter(Boolean).join(' ');
}

/** What a field's name abbreviates, as people write it. */
const ABBREVIATIONS: Readonly<Record<string, string>> = { vat: 'VAT', lcy: '(LCY)', no: 'no.' };
/** `Buy-from Vendor No.` of Business Central's tables is the vendor's number to its reader. */
const CAPTIONS: Readonly<Record<string, string>> = {
  no: 'Number',
  buyFromVendorNo: 'Vendor no.',
  buyFromVendorName: 'Vendor name',
  sellToCustomerNo: 'Customer no.',
  sellToCustomerName: 'Customer name',
};

/** `amountIncludingVat` -> `Amount including VAT`. */
export function fieldWords(name: string): string {
  const caption = own(CAPTIONS, name);
  if (caption) return caption;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  const [first = '', ...others] = words.toLowerCase().split(' ');
  return [
    first.charAt(0).toUpperCase() + first.slice(1),
    ...others.map((word) => own(ABBREVIATIONS, word) ?? word),
  ].join(' ');
}

/** Names come from outside, and may be called like something that every object has. */
function own(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** An amount with its currency. */
export function amountWords(amount: number | undefined, currency: string | undefined, { language }: Locale): string {
  if (amount === undefined) return '';
  if (!currency || !/^[A-Z]{3}$/.test(currency)) return numberWords(amount, language, true);
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

const MONEY = /amount|cost|price|limit|balance/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** What systems write for a value that is not there; the date is Business Central's. */
const EMPTY: readonly unknown[] = [null, undefined, '', '0001-01-01'];

/** A field's value as people read it. */
export function valueWords(name: string, value: Json | undefined, locale: Locale): string {
  const { language } = locale;
  if (value === null || value === undefined || EMPTY.includes(value)) return '–';
  if (typeof value === 'number') return numberWords(value, language, MONEY.test(name));
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map((part) => valueWords(name, part, locale)).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([part, inside]) => `${fieldWords(part)}: ${valueWords(part, inside, locale)}`)
      .join(', ');
  }
  return DATE.test(value) && !Number.isNaN(Date.parse(value)) ? dateWords(value, language) : value;
}

/** A date of a record is the same day everywhere. */
function dateWords(date: string, language: string): string {
  return dateFormat(language).format(Date.parse(date));
}

function numberWords(value: number, language: string, isMoney: boolean): string {
  return numberFormat(language, isMoney || !Number.isInteger(value) ? 2 : 0).format(value);
}
