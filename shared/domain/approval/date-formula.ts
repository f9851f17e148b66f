/** Units of calendar terms: day, week, month, quarter, year. */
type Unit = 'D' | 'W' | 'M' | 'Q' | 'Y';

/** One term of a Business Central date formula. Sign -1: backwards. */
export type DateTerm =
  /** `2W`: so many units later, `-2W`: earlier. */
  | { readonly kind: 'add'; readonly sign: Sign; readonly amount: number; readonly unit: Unit }
  /** `CM`: the last day of the current unit, `-CM`: its first. */
  | { readonly kind: 'current'; readonly sign: Sign; readonly unit: Unit }
  /** `WD1`: the next Monday behind the day itself, `-WD1`: the last one before it; 7 is Sunday. */
  | { readonly kind: 'weekday'; readonly sign: Sign; readonly weekday: number }
  /** `D15`: the next 15th behind the day itself, `-D15`: the last one before it; the last day where the month is shorter. */
  | { readonly kind: 'dayOfMonth'; readonly sign: Sign; readonly day: number };

type Sign = 1 | -1;

const TERM = /([+-]?)(?:(\d{1,4})([DWMQY])|C([DWMQY])|WD([1-7])|D(3[01]|[12]\d|[1-9]))/y;

/**
 * The terms of a date formula (`1D`, `2W`, `1M+10D`, `CM-5D`, `WD1`), or undefined when it is none. Terms follow each other with or without
 * a plus. As in Business Central a due date formula does not begin with a minus (domain 4.4). An empty formula has no terms.
 */
export function parseDateFormula(formula: string): readonly DateTerm[] | undefined {
  const text = formula.trim().toUpperCase().replace(/\s+/g, '');
  if (text.startsWith('-')) return undefined;
  const terms: DateTerm[] = [];
  const pattern = new RegExp(TERM);
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    terms.push(termOf(match));
  }
  return terms;
}

function termOf([, minus, amount, unit, current, weekday, day]: RegExpExecArray): DateTerm {
  const sign = minus === '-' ? -1 : 1;
  if (amount !== undefined) return { sign, kind: 'add', amount: Number(amount), unit: unit as Unit };
  if (current !== undefined) return { sign, kind: 'current', unit: current as Unit };
  if (weekday !== undefined) return { sign, kind: 'weekday', weekday: Number(weekday) };
  return { sign, kind: 'dayOfMonth', day: Number(day) };
}
