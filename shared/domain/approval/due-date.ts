import { applyDateFormula } from './apply-date-formula.ts';
import { parseDateFormula } from './date-formula.ts';
import { endOfDay, instantAt, localDay, localTimeOfDay } from './local-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * The last millisecond of the day that a formula gives, in a time zone; an empty formula gives today (domain 4.4).
 *
 * @param now milliseconds since 1970.
 */
export function dueAtOf(
  formula: string | undefined,
  now: number,
  timeZone: string,
  calendar: WorkingCalendar = {},
): string {
  const day = applyDateFormula(localDay(now, timeZone), parseDateFormula(formula ?? '') ?? [], calendar);
  return new Date(endOfDay(day, timeZone)).toISOString();
}

/** The same time of day on the day that a formula gives: how long after something a reminder or a delegation comes. */
export function timeAfter(formula: string, since: string, timeZone: string, calendar: WorkingCalendar = {}): string {
  const instant = Date.parse(since);
  const day = applyDateFormula(localDay(instant, timeZone), parseDateFormula(formula) ?? [], calendar);
  return new Date(instantAt(day, localTimeOfDay(instant, timeZone), timeZone)).toISOString();
}
