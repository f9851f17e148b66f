/** Which days count. */
export interface WorkingCalendar {
  /** 1 Monday to 7 Sunday. */
  readonly workingDays?: readonly number[];
  /** `YYYY-MM-DD`. */
  readonly holidays?: readonly string[];
}

/** After so many days without one, a calendar has no working day at all. */
const LONGEST_BREAK_DAYS = 366;

/** True when the calendar says something. */
export function hasCalendar({ workingDays, holidays }: WorkingCalendar): boolean {
  return (workingDays?.length ?? 0) > 0 || (holidays?.length ?? 0) > 0;
}

/** 1 Monday to 7 Sunday. The date counts in UTC. */
export function weekdayOf(date: Date): number {
  return date.getUTCDay() || 7;
}

/** `YYYY-MM-DD` of a date in UTC. */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function isWorkingDay(date: Date, { workingDays, holidays = [] }: WorkingCalendar): boolean {
  const weekdays = workingDays?.length ? workingDays : [1, 2, 3, 4, 5, 6, 7];
  return weekdays.includes(weekdayOf(date)) && !holidays.includes(dayText(date));
}

/** Moves a date so many working days on, or back where negative; with 0, on to the next working day unless it is one. */
export function addWorkingDays(date: Date, days: number, calendar: WorkingCalendar): void {
  const direction = days < 0 ? -1 : 1;
  for (let left = Math.abs(days); left > 0; left--) {
    date.setUTCDate(date.getUTCDate() + direction);
    toWorkingDay(date, calendar, direction);
  }
  toWorkingDay(date, calendar, direction);
}

function toWorkingDay(date: Date, calendar: WorkingCalendar, direction: 1 | -1): void {
  for (let tried = 0; tried < LONGEST_BREAK_DAYS && !isWorkingDay(date, calendar); tried++) {
    date.setUTCDate(date.getUTCDate() + direction);
  }
}
