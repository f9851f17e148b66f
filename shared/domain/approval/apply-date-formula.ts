import type { DateTerm } from './date-formula.ts';
import { addWorkingDays, dayText, hasCalendar, type WorkingCalendar, weekdayOf } from './working-calendar.ts';

/**
 * The day (`YYYY-MM-DD`) that a formula gives, counted from a day, and never one before it. With a calendar, `D` terms count working days
 * only and the result is moved on to a working day; without one every day counts, as in Business Central.
 */
export function applyDateFormula(day: string, terms: readonly DateTerm[], calendar: WorkingCalendar = {}): string {
  const start = dateOf(day);
  const date = dateOf(day);
  const counted = hasCalendar(calendar);
  for (const term of terms) {
    if (counted && term.kind === 'add' && term.unit === 'D') addWorkingDays(date, term.sign * term.amount, calendar);
    else apply(date, term);
  }
  if (date < start) date.setTime(start.getTime());
  if (counted && terms.length > 0) addWorkingDays(date, 0, calendar);
  return dayText(date);
}

/** Days of a long month, from each of which a formula is tried. */
const TRIED_DAYS = Array.from({ length: 31 }, (_, index) => `2027-01-${String(index + 1).padStart(2, '0')}`);

/** How many days ahead a formula leads at least and at most, by the day from which it is counted. Negative: back. */
export function reachOf(terms: readonly DateTerm[]): { readonly least: number; readonly most: number } {
  const reaches = TRIED_DAYS.map((day) => {
    const date = dateOf(day);
    for (const term of terms) apply(date, term);
    return Math.round((date.getTime() - dateOf(day).getTime()) / DAY_MILLISECONDS);
  });
  return { least: Math.min(...reaches), most: Math.max(...reaches) };
}

const DAY_MILLISECONDS = 24 * 3_600_000;

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function apply(date: Date, term: DateTerm): void {
  if (term.kind === 'add') add(date, term.sign * term.amount, term.unit);
  else if (term.kind === 'dayOfMonth') toDayOfMonth(date, term);
  else if (term.kind === 'weekday') toWeekday(date, term);
  else if (term.sign === 1) toEndOf(date, term.unit);
  else toStartOf(date, term.unit);
}

type Unit = Extract<DateTerm, { kind: 'add' }>['unit'];

const MONTHS: Readonly<Record<'M' | 'Q' | 'Y', number>> = { M: 1, Q: 3, Y: 12 };

function add(date: Date, amount: number, unit: Unit): void {
  if (unit === 'D' || unit === 'W') date.setUTCDate(date.getUTCDate() + amount * (unit === 'W' ? 7 : 1));
  else addMonths(date, amount * MONTHS[unit]);
}

/** Keeps to the last day of a shorter month. */
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  date.setUTCDate(Math.min(day, lastDayOfMonth(date)));
}

/** The first day of the unit that the date lies in. Weeks begin on Monday. */
function toStartOf(date: Date, unit: Unit): void {
  if (unit === 'W') date.setUTCDate(date.getUTCDate() + 1 - weekdayOf(date));
  else if (unit !== 'D') date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % MONTHS[unit]), 1);
}

/** The last day of the unit that the date lies in. */
function toEndOf(date: Date, unit: Unit): void {
  toStartOf(date, unit);
  add(date, 1, unit);
  add(date, -1, 'D');
}

/** Never the day itself, forwards or backwards. */
function toWeekday(date: Date, { weekday, sign }: { weekday: number; sign: 1 | -1 }): void {
  const ahead = ((((weekday - weekdayOf(date)) * sign) % 7) + 6) % 7;
  date.setUTCDate(date.getUTCDate() + sign * (ahead + 1));
}

function toDayOfMonth(date: Date, { day, sign }: { day: number; sign: 1 | -1 }): void {
  const here = Math.min(day, lastDayOfMonth(date));
  const isPast = sign === 1 ? date.getUTCDate() >= here : date.getUTCDate() <= here;
  if (isPast) date.setUTCMonth(date.getUTCMonth() + sign, 1);
  date.setUTCDate(Math.min(day, lastDayOfMonth(date)));
}

function lastDayOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
