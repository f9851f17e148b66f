/** Rounds to cents, halves away from zero, as invoices do. The nudge takes back what binary fractions lose (1.005 is 1.00499...). */
export function roundToCents(amount: number): number {
  const cents = Math.round((Math.abs(amount) + Number.EPSILON * Math.abs(amount)) * 100);
  return (Math.sign(amount) * cents) / 100 || 0;
}

/** An amount without currency for tables and fields: `1,200.00`. */
export function moneyText(amount: number): string {
  return MONEY.format(amount);
}

const MONEY = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The currency of amounts whose currency code is empty. */
export const LOCAL_CURRENCY = 'EUR';

/** What one unit of a foreign currency is worth in {@link LOCAL_CURRENCY}. */
const RATES: Readonly<Record<string, number>> = { USD: 0.92, GBP: 1.17 };

/** The currency codes that documents may carry; the empty one is the local currency. */
export const CURRENCY_CODES: readonly string[] = ['', ...Object.keys(RATES)];

/** An amount in local currency. */
export function inLocalCurrency(amount: number, currencyCode: string): number {
  return roundToCents(amount * (RATES[currencyCode] ?? 1));
}
