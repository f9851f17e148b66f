const TERM = /([+-]?)(\d{1,4})([DWMY])/gy;

/** The calendar terms of a Business Central date formula (`1D`, `2W`, `1M+10D`, `1Y`), or undefined when it is not one. Negative is not allowed (domain 4.4). */
export function parseDueDateFormula(
  formula: string,
): readonly { amount: number; unit: 'D' | 'W' | 'M' | 'Y' }[] | undefined {
  const text = formula.trim().toUpperCase();
  const terms: { amount: number; unit: 'D' | 'W' | 'M' | 'Y' }[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(TERM))) {
    const [all, sign, amount, unit] = match;
    if (sign === '-' || (terms.length > 0 && sign === '')) return undefined;
    terms.push({ amount: Number(amount), unit: unit as 'D' });
    end = match.index + all.length;
  }
  return end === text.length ? terms : undefined;
}

/**
 * The last millisecond of the day that a formula gives, in the company's time zone; an empty formula gives today.
 *
 * @param now milliseconds since 1970.
 */
export function dueAtOf(formula: string | undefined, now: number, timeZone: string): string {
  const { year, month, day } = localDate(now, timeZone);
  const due = new Date(Date.UTC(year, month - 1, day));
  for (const { amount, unit } of parseDueDateFormula(formula ?? '') ?? []) {
    if (unit === 'D' || unit === 'W') due.setUTCDate(due.getUTCDate() + amount * (unit === 'W' ? 7 : 1));
    else addMonths(due, amount * (unit === 'Y' ? 12 : 1));
  }
  const nextMidnight = Date.UTC(due.getUTCFullYear(), due.getUTCMonth(), due.getUTCDate() + 1);
  return new Date(nextMidnight - offsetAt(nextMidnight, timeZone) - 1).toISOString();
}

/** The last day of the month where the month is too short. */
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
}

function localDate(instant: number, timeZone: string): { year: number; month: number; day: number } {
  const local = new Date(instant + offsetAt(instant, timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** Milliseconds that the local clock is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return local - Math.floor(instant / 1000) * 1000;
}
