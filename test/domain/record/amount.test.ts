import { describe, expect, test } from 'vitest';
import { amountOf, withVat } from '../../../shared/domain/record/amount.ts';

describe('what a record is worth including VAT', () => {
  test.each<[string, Record<string, number | string>, object | undefined]>([
    [
      'in local currency',
      { amount: 1000, amountIncludingVat: 1210 },
      { amount: 1210, amountLcy: 1210, currency: 'EUR' },
    ],
    [
      'in a foreign currency, in the same proportion',
      { amount: 1000, amountLcy: 900, amountIncludingVat: 1210, currencyCode: 'USD' },
      { amount: 1210, amountLcy: 1089, currency: 'USD' },
    ],
    [
      'by the rate of the company',
      { amount: 1000, amountIncludingVat: 1210, currencyCode: 'CHF' },
      { amount: 1210, amountLcy: 1331, currency: 'CHF' },
    ],
    ['of an incoming document', { amount: 100, amountInclVat: 121 }, { amount: 121, amountLcy: 121, currency: 'EUR' }],
    ['of nothing', { amount: 0, amountIncludingVat: 0 }, { amount: 0, amountLcy: 0, currency: 'EUR' }],
    ['is not known where the record does not say it', { amount: 1000 }, undefined],
    [
      'is not known in local currency where the rate is not',
      { amount: 1000, amountIncludingVat: 1210, currencyCode: 'JPY' },
      { amount: 1210, currency: 'JPY' },
    ],
  ])('%s', (_, fields, expected) => {
    expect(withVat(amountOf(fields, 'EUR', { CHF: 1.1 }), fields)).toEqual(expected);
  });
});
