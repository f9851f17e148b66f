/** A stretch of time, both ends included, in milliseconds since 1970-01-01T00:00:00Z. A date is its whole day in UTC. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

const DAY_MILLISECONDS = 86_400_000;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;
const DATE_WORD = /^(t|today|w|workdate)((?:[+-]\d{1,4}[dwmqy])*)$/i;

/** The period that an ISO 8601 date or instant names (without offset: UTC), or undefined. */
export function periodOf(text: string): Period | undefined {
  if (ISO_DATE.test(text)) {
    const from = Date.parse(`${text}T00:00:00Z`);
    return Number.isNaN(from) ? undefined : { from, to: from + DAY_MILLISECONDS - 1 };
  }
  if (!ISO_DATE_TIME.test(text)) return undefined;
  const at = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : { from: at, to: at };
}

/** As {@link periodOf}, and the words `t` or `today`, `w` or `workdate` (the same day here), with steps such as `t-7d`, `w+1m`. */
export function periodOfOperand(text: string, now: number): Period | undefined {
  const word = DATE_WORD.exec(text);
  if (!word) return periodOf(text);
  let day = new Date(now - modulo(now, DAY_MILLISECONDS));
  for (const [, sign, count, unit] of (word[2] ?? '').matchAll(/([+-])(\d+)([dwmqy])/gi)) {
    day = moved(day, Number(`${sign}${count}`), (unit ?? 'd').toLowerCase());
  }
  const from = day.getTime();
  return Number.isNaN(from) ? undefined : { from, to: from + DAY_MILLISECONDS - 1 };
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

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
