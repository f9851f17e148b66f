/** Units of calendar terms: day, week, month, quarter, year. */
type Unit = 'D' | 'W' | 'M' | 'Q' | 'Y';

/** One term of a Business Central date formula. */
export type DateTerm =
  /** `2W`: so many units later. */
  | { readonly kind: 'add'; readonly amount: number; readonly unit: Unit }
  /** `CM`: the last day of the current unit. */
  | { readonly kind: 'endOf'; readonly unit: Unit }
  /** `WD1`: the next Monday behind the day itself; 7 is Sunday. */
  | { readonly kind: 'weekday'; readonly weekday: number }
  /** `D15`: the next 15th behind the day itself; the last day where the month is shorter. */
  | { readonly kind: 'dayOfMonth'; readonly day: number };

const TERM = /\+?(?:(\d{1,4})([DWMQY])|C([DWMQY])|WD([1-7])|D(3[01]|[12]\d|[1-9]))/y;

/**
 * The terms of a date formula (`1D`, `2W`, `1M+10D`, `CM+10D`, `WD1`), or undefined when it is none. A due date does not lie in the past,
 * so no term is negative (domain 4.4). An empty formula has no terms.
 */
export function parseDateFormula(formula: string): readonly DateTerm[] | undefined {
  const text = formula.trim().toUpperCase();
  const terms: DateTerm[] = [];
  const pattern = new RegExp(TERM);
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match || (start > 0 && text[start] !== '+')) return undefined;
    terms.push(termOf(match));
  }
  return terms;
}

function termOf([, amount, unit, current, weekday, day]: RegExpExecArray): DateTerm {
  if (amount !== undefined) return { kind: 'add', amount: Number(amount), unit: unit as Unit };
  if (current !== undefined) return { kind: 'endOf', unit: current as Unit };
  if (weekday !== undefined) return { kind: 'weekday', weekday: Number(weekday) };
  return { kind: 'dayOfMonth', day: Number(day) };
}
