import type { DateTerm } from './date-formula.ts';
import { addWorkingDays, hasCalendar, type WorkingCalendar, weekdayOf } from './working-calendar.ts';

/**
 * The day (`YYYY-MM-DD`) that a formula gives, counted from a day. With a calendar, `D` terms count working days only and the result is
 * moved on to a working day; without one every day counts, as in Business Central.
 */
export function applyDateFormula(day: string, terms: readonly DateTerm[], calendar: WorkingCalendar = {}): string {
  const date = new Date(`${day}T00:00:00Z`);
  const counted = hasCalendar(calendar);
  for (const term of terms) {
    if (counted && term.kind === 'add' && term.unit === 'D') addWorkingDays(date, term.amount, calendar);
    else apply(date, term);
  }
  if (counted && terms.length > 0) addWorkingDays(date, 0, calendar);
  return date.toISOString().slice(0, 10);
}

function apply(date: Date, term: DateTerm): void {
  if (term.kind === 'add') add(date, term.amount, term.unit);
  else if (term.kind === 'endOf') toEndOf(date, term.unit);
  else if (term.kind === 'dayOfMonth') toDayOfMonth(date, term.day);
  else date.setUTCDate(date.getUTCDate() + ((term.weekday - weekdayOf(date) + 6) % 7) + 1);
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

/** The last day of the unit that the date lies in. Weeks end on Sunday. */
function toEndOf(date: Date, unit: Unit): void {
  if (unit === 'D') return;
  if (unit === 'W') {
    date.setUTCDate(date.getUTCDate() + 7 - weekdayOf(date));
    return;
  }
  const months = MONTHS[unit];
  const month = Math.floor(date.getUTCMonth() / months) * months + months - 1;
  date.setUTCMonth(month, 1);
  date.setUTCDate(lastDayOfMonth(date));
}

function toDayOfMonth(date: Date, day: number): void {
  if (date.getUTCDate() >= Math.min(day, lastDayOfMonth(date))) date.setUTCMonth(date.getUTCMonth() + 1, 1);
  date.setUTCDate(Math.min(day, lastDayOfMonth(date)));
}

function lastDayOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
