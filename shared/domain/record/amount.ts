import type { JsonObject } from '../json/json.ts';

/** What a record is worth, in its currency and in the company's. */
export interface RecordAmount {
  /** Excluding VAT, after discounts (domain 4.3). */
  readonly amount: number;
  /** Undefined when the record is in a foreign currency and says nothing of its value in local currency. */
  readonly amountLcy?: number;
  readonly currency: string;
}

/** Reads the amount of a record: `amount`, `amountLcy`, `currencyCode` (empty: local currency). Records without an amount are worth 0. */
export function amountOf(fields: JsonObject, localCurrency: string): RecordAmount {
  const amount = numberOf(fields.amount) ?? 0;
  const currency = typeof fields.currencyCode === 'string' && fields.currencyCode ? fields.currencyCode : localCurrency;
  const amountLcy = numberOf(fields.amountLcy) ?? (currency === localCurrency ? amount : undefined);
  return { amount, currency, ...(amountLcy !== undefined && { amountLcy }) };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
