import type { JsonObject } from '../json/json.ts';

/** What limits are compared with. Business Central knows only the first. */
export type AmountBasis = 'excludingVat' | 'includingVat';

/** What a record is worth, in its currency and in the company's. */
export interface RecordAmount {
  /** After discounts; excluding VAT unless it was asked for otherwise (domain 4.3). */
  readonly amount: number;
  /** Undefined when it is not known: the record is in a foreign currency and says nothing of its value in local currency. */
  readonly amountLcy?: number;
  readonly currency: string;
}

/**
 * Reads the amount of a record: `amount`, `amountLcy`, `currencyCode` (empty: local currency). Where the record does not say its value in
 * local currency, the company's exchange rate does. Records without an amount are worth 0.
 */
export function amountOf(
  fields: JsonObject,
  localCurrency: string,
  exchangeRates: Readonly<Record<string, number>> = {},
): RecordAmount {
  const amount = numberOf(fields.amount) ?? 0;
  const currency = typeof fields.currencyCode === 'string' && fields.currencyCode ? fields.currencyCode : localCurrency;
  const amountLcy =
    numberOf(fields.amountLcy) ?? inLocalCurrency(amount, currency === localCurrency ? 1 : exchangeRates[currency]);
  return { amount, currency, ...(amountLcy !== undefined && { amountLcy }) };
}

/**
 * The same including VAT, from `amountIncludingVat` (of incoming documents: `amountInclVat`). Undefined where the record does not say it. Its value in
 * local currency is in the same proportion.
 */
export function withVat(worth: RecordAmount, fields: JsonObject): RecordAmount | undefined {
  const amount = numberOf(fields.amountIncludingVat) ?? numberOf(fields.amountInclVat);
  if (amount === undefined) return undefined;
  const { amountLcy, currency } = worth;
  if (amount === 0) return { amount, amountLcy: 0, currency };
  if (amountLcy === undefined || worth.amount === 0) return { amount, currency };
  return { amount, currency, amountLcy: cents((amountLcy / worth.amount) * amount) };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** Rounded to cents, so that a limit is not missed by a fraction that nobody sees. */
function inLocalCurrency(amount: number, rate: number | undefined): number | undefined {
  if (rate === undefined) return undefined;
  return rate === 1 ? amount : cents(amount * rate);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
