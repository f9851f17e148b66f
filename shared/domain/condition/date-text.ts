import { endOfDay, instantAt, localDay } from '../approval/local-time.ts';

/** A stretch of time, both ends included, in milliseconds since 1970-01-01T00:00:00Z. A date is its whole day. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const DAY_MILLISECONDS = 86_400_000;
const UTC = 'UTC';
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,9})?))?$/;
const DATE_WORD = /^(t|today|w|workdate)((?:[+-]\d{1,4}[dwmqy])*)$/i;

/** The period that an ISO 8601 date or instant names (a date: its day in the zone; an instant without offset: UTC), or undefined. */
export function periodOf(text: string, timeZone: string = UTC): Period | undefined {
  if (ISO_DATE.test(text)) return periodOfDay(text, timeZone);
  if (!ISO_DATE_TIME.test(text)) return undefined;
  const at = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : { from: at, to: at };
}

/**
 * As {@link periodOf}, and the words `t` or `today`, `w` or `workdate` (the same day here) for the day that it is in the zone, with
 * steps such as `t-7d`, `w+1m`.
 */
export function periodOfOperand(text: string, at: { now: number; timeZone?: string }): Period | undefined {
  const word = DATE_WORD.exec(text);
  const { now, timeZone = UTC } = at;
  if (!word) return periodOf(text, timeZone);
  let day = new Date(`${dayOf(now, timeZone)}T00:00:00Z`);
  for (const [, sign, count, unit] of (word[2] ?? '').matchAll(/([+-])(\d+)([dwmqy])/gi)) {
    day = moved(day, Number(`${sign}${count}`), (unit ?? 'd').toLowerCase());
  }
  return Number.isNaN(day.getTime()) ? undefined : periodOfDay(day.toISOString().slice(0, 10), timeZone);
}

/** Milliseconds since midnight of a time of day (`8:30`, `08:30:15.5`), or undefined. */
export function timeOf(text: string): number | undefined {
  const [time, hours, minutes, seconds = '0'] = TIME.exec(text) ?? [];
  return time === undefined ? undefined : (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000;
}

/** Zones other than UTC cost a look into their history, so UTC goes without it. */
function dayOf(instant: number, timeZone: string): string {
  return timeZone === UTC ? new Date(instant).toISOString().slice(0, 10) : localDay(instant, timeZone);
}

function periodOfDay(day: string, timeZone: string): Period | undefined {
  const from = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(from)) return undefined;
  if (timeZone === UTC) return { from, to: from + DAY_MILLISECONDS - 1 };
  return { from: instantAt(day, 0, timeZone), to: endOfDay(day, timeZone) };
}

/** A month has no 31st day: then the last one that it has. */
function moved(day: Date, count: number, unit: string): Date {
  if (unit === 'd' || unit === 'w') return new Date(day.getTime() + count * (unit === 'w' ? 7 : 1) * DAY_MILLISECONDS);
  const months = count * (unit === 'y' ? 12 : unit === 'q' ? 3 : 1);
  const firstOfMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(firstOfMonth.getUTCFullYear(), firstOfMonth.getUTCMonth() + 1, 0)).getUTCDate();
  firstOfMonth.setUTCDate(Math.min(day.getUTCDate(), lastDay));
  return firstOfMonth;
}
