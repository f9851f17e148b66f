import type { JsonObject } from '../json/json.ts';

/** What a record is worth, in its currency and in the company's. */
export interface RecordAmount {
  /** Excluding VAT, after discounts (domain 4.3). */
  readonly amount: number;
  /** Undefined when the record is in a foreign currency and says nothing of its value in local currency. */
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

/** Rounded to cents, so that a limit is not missed by a fraction that nobody sees. */
function inLocalCurrency(amount: number, rate: number | undefined): number | undefined {
  if (rate === undefined) return undefined;
  return rate === 1 ? amount : Math.round(amount * rate * 100) / 100;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
