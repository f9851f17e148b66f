import { describe, expect, it } from 'vitest';
import { reachOf } from '../../../shared/domain/approval/apply-date-formula.ts';
import { parseDateFormula } from '../../../shared/domain/approval/date-formula.ts';
import { dueAtOf, timeAfter } from '../../../shared/domain/approval/due-date.ts';

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
    ['CM', 'UTC', '2026-03-31T23:59:59.999Z'],
    ['CM+10D', 'UTC', '2026-04-10T23:59:59.999Z'],
    ['CW', 'UTC', '2026-03-08T23:59:59.999Z'],
    ['CQ', 'UTC', '2026-03-31T23:59:59.999Z'],
    ['CY', 'UTC', '2026-12-31T23:59:59.999Z'],
    ['CD', 'UTC', '2026-03-02T23:59:59.999Z'],
    ['2Q', 'UTC', '2026-09-02T23:59:59.999Z'],
    ['WD1', 'UTC', '2026-03-09T23:59:59.999Z'],
    ['WD2', 'UTC', '2026-03-03T23:59:59.999Z'],
    ['WD7', 'UTC', '2026-03-08T23:59:59.999Z'],
    ['1W+WD5', 'UTC', '2026-03-13T23:59:59.999Z'],
    ['D2', 'UTC', '2026-04-02T23:59:59.999Z'],
    ['D15', 'UTC', '2026-03-15T23:59:59.999Z'],
    ['1m+1d', 'UTC', '2026-04-03T23:59:59.999Z'],
    ['1m + 1d', 'UTC', '2026-04-03T23:59:59.999Z'],
    ['1M2D', 'UTC', '2026-04-04T23:59:59.999Z'],
    ['CM-10D', 'UTC', '2026-03-21T23:59:59.999Z'],
    ['CW-1D', 'UTC', '2026-03-07T23:59:59.999Z'],
    ['1M-CM', 'UTC', '2026-04-01T23:59:59.999Z'],
    ['1Q-CQ', 'UTC', '2026-04-01T23:59:59.999Z'],
    ['1Y-CY', 'UTC', '2027-01-01T23:59:59.999Z'],
    ['1W-CW', 'UTC', '2026-03-09T23:59:59.999Z'],
    ['CM-WD5', 'UTC', '2026-03-27T23:59:59.999Z'],
    ['CM-WD2', 'UTC', '2026-03-24T23:59:59.999Z'],
    ['2M-D15', 'UTC', '2026-04-15T23:59:59.999Z'],
    ['CM-D31', 'UTC', '2026-03-02T23:59:59.999Z'],
    ['CD-5D', 'UTC', '2026-03-02T23:59:59.999Z'],
  ])('of formula "%s" in %s is the end of the day %s', (formula, timeZone, dueAt) => {
    expect(dueAtOf(formula, now, timeZone)).toBe(dueAt);
  });

  it('keeps to the last day of a shorter month', () => {
    expect(dueAtOf('1M', Date.parse('2026-01-31T12:00:00Z'), 'UTC')).toBe('2026-02-28T23:59:59.999Z');
  });

  it.each(['-1D', 'D', '1X', '1D--2D', 'tomorrow', '1D+', 'CX', 'WD8', 'WD0', 'D32', 'D0', '-CM', '-WD1', '12345D'])(
    'is not made of "%s"',
    (formula) => {
      expect(parseDateFormula(formula)).toBeUndefined();
    },
  );
});

describe('with a calendar of working days', () => {
  const calendar = { workingDays: [1, 2, 3, 4, 5], holidays: ['2026-03-09'] };

  it.each([
    ['', '2026-03-07', '2026-03-07'],
    ['1D', '2026-03-06', '2026-03-10'],
    ['2D', '2026-03-05', '2026-03-10'],
    ['5D', '2026-03-02', '2026-03-10'],
    ['1W', '2026-03-02', '2026-03-10'],
    ['WD6', '2026-03-02', '2026-03-10'],
    ['1D', '2026-03-02', '2026-03-03'],
    ['1W-1D', '2026-03-04', '2026-03-10'],
    ['2W-2D', '2026-03-02', '2026-03-12'],
    ['3D-1D', '2026-03-05', '2026-03-10'],
  ])('formula "%s" counted from %s gives %s', (formula, from, day) => {
    expect(dueAtOf(formula, Date.parse(`${from}T12:00:00Z`), 'UTC', calendar)).toBe(`${day}T23:59:59.999Z`);
  });

  it('ends also when no day at all is worked on', () => {
    const never = { workingDays: [1], holidays: Array.from({ length: 120 }, (_, week) => monday(week)) };
    expect(dueAtOf('1D', now, 'UTC', never)).toMatch(/T23:59:59.999Z$/);
  });
});

function monday(week: number): string {
  return new Date(Date.UTC(2026, 2, 2 + week * 7)).toISOString().slice(0, 10);
}

describe('a time after something', () => {
  it.each([
    ['2D', '2026-03-02T14:30:00.000Z', 'UTC', '2026-03-04T14:30:00.000Z'],
    ['1W', '2026-03-25T09:00:00.000Z', 'Europe/Amsterdam', '2026-04-01T08:00:00.000Z'],
    ['1D', '2026-03-28T01:30:00.000Z', 'Europe/Amsterdam', '2026-03-29T01:30:00.000Z'],
    ['1D', '2026-10-24T22:30:00.000Z', 'Europe/Amsterdam', '2026-10-25T23:30:00.000Z'],
  ])('%s behind %s in %s is %s, at the same time of the day', (formula, since, timeZone, at) => {
    expect(timeAfter(formula, since, timeZone)).toBe(at);
  });
});

describe('how far a formula leads', () => {
  it.each([
    ['1D-2D', -1, -1],
    ['2W', 14, 14],
    ['CM', 0, 30],
    ['CM-10D', -10, 20],
    ['WD1', 1, 7],
    ['0D', 0, 0],
  ])('%s: at least %d days, at most %d', (formula, least, most) => {
    expect(reachOf(parseDateFormula(formula) ?? [])).toEqual({ least, most });
  });
});
