import { describe, expect, it } from 'vitest';
import { typedNumber } from '../../../examples/cronus/http/forms.ts';
import { inLocalCurrency, roundToCents } from '../../../examples/cronus/records/money.ts';
import { totalsOf } from '../../../examples/cronus/records/order.ts';

describe('money', () => {
  it.each([
    [1.005, 1.01],
    [2.675, 2.68],
    [-1.005, -1.01],
    [0.1 + 0.2, 0.3],
    [1_234_567.891, 1_234_567.89],
    [0, 0],
  ])('%d is rounded to %d', (amount, rounded) => {
    expect(roundToCents(amount)).toBe(rounded);
  });

  it('adds lines up after rounding each', () => {
    const line = { lineType: 'Item' as const, lineObjectNumber: '', description: '', quantity: 3, unitAmount: 0.335 };

    expect(totalsOf({ lines: [line, line] })).toEqual({ excludingTax: 2.02, tax: 0.42, includingTax: 2.44 });
  });

  it('knows what a foreign amount is worth', () => {
    expect(inLocalCurrency(822, 'USD')).toBe(756.24);
    expect(inLocalCurrency(822, '')).toBe(822);
  });

  it.each([
    ['1200.5', 1_200.5],
    ['1,200.50', 1_200.5],
    [' 7 ', 7],
    ['-3', -3],
    ['12,5', '12,5'],
    ['1.200,50', '1.200,50'],
    ['1e9', '1e9'],
    ['', ''],
  ])('reads %j as %j', (text, value) => {
    expect(typedNumber(text)).toBe(value);
  });
});
