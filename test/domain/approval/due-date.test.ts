import { describe, expect, it } from 'vitest';
import { dueAtOf, parseDueDateFormula } from '../../../shared/domain/approval/due-date.ts';

const now = Date.parse('2026-03-02T08:00:00Z');

describe('a due date', () => {
  it.each([
    ['', 'UTC', '2026-03-02T23:59:59.999Z'],
    ['1D', 'UTC', '2026-03-03T23:59:59.999Z'],
    ['1W', 'UTC', '2026-03-09T23:59:59.999Z'],
    ['1M+10D', 'UTC', '2026-04-12T23:59:59.999Z'],
    ['1Y', 'UTC', '2027-03-02T23:59:59.999Z'],
    ['', 'Europe/Amsterdam', '2026-03-02T22:59:59.999Z'],
    ['4W', 'Europe/Amsterdam', '2026-03-30T21:59:59.999Z'],
    ['', 'Pacific/Auckland', '2026-03-02T10:59:59.999Z'],
  ])('of formula "%s" in %s is the end of the day %s', (formula, timeZone, dueAt) => {
    expect(dueAtOf(formula, now, timeZone)).toBe(dueAt);
  });

  it('keeps to the last day of a shorter month', () => {
    expect(dueAtOf('1M', Date.parse('2026-01-31T12:00:00Z'), 'UTC')).toBe('2026-02-28T23:59:59.999Z');
  });

  it.each(['-1D', '1D-2D', 'D', '1X', '1D2W', 'tomorrow', '1D+'])('is not made of "%s"', (formula) => {
    expect(parseDueDateFormula(formula)).toBeUndefined();
  });
});
