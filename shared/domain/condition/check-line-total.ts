import type { JsonObject } from '../json/json.ts';
import type { LineConditions, LineTotal } from '../workflow/definition.ts';
import { heldAgainst, passesFilters } from './check-filters.ts';
import { LINES_NOT_AVAILABLE } from './check-lines.ts';
import type { ConditionCheck, ConditionFacts } from './condition-facts.ts';
import { filtersContext } from './filters-context.ts';

/** Decimal fractions are not exact in binary: sums are rounded to this many decimals, far finer than any currency. */
const DECIMALS = 8;

/** The sum of a field, or the number of lines, held against a filter. Lines that have no number there count as 0. */
export function checkLineTotals({ sum, count }: LineConditions, facts: ConditionFacts): ConditionCheck[] {
  return [
    ...(sum ? [checkTotal('sum', sum, facts, (lines) => sumOf(lines, sum.field))] : []),
    ...(count ? [checkTotal('count', count, facts, (lines) => lines.length)] : []),
  ];
}

function checkTotal(
  kind: 'sum' | 'count',
  total: LineTotal & { readonly field?: string },
  facts: ConditionFacts,
  amountOf: (lines: readonly JsonObject[]) => number,
): ConditionCheck {
  const which = Object.entries(total.of ?? {}).map(([field, filter]) => `${field}: ${filter}`);
  const what = kind === 'sum' ? `the sum of ${total.field} over lines` : 'the number of lines';
  const text = `${what}${which.length > 0 ? ` with ${which.join(', ')}` : ''} is ${total.is}`;
  const pointer = `/lines/${kind}`;
  const { lines } = facts.record;
  if (!lines) {
    return { pointer, text, holds: false, reason: `${LINES_NOT_AVAILABLE}: the record came without its lines` };
  }
  const value = amountOf(lines.filter((line) => passesFilters(total.of ?? {}, line, filtersContext(facts, 'lines'))));
  const held = heldAgainst(String(total.is), value, facts);
  return { pointer, text, value, holds: held === true, ...(held !== true && { reason: `${what} ${held}` }) };
}

function sumOf(lines: readonly JsonObject[], field: string): number {
  const total = lines.reduce((sum, line) => {
    const value = Object.hasOwn(line, field) ? line[field] : undefined;
    return sum + (typeof value === 'number' ? value : 0);
  }, 0);
  return Number(total.toFixed(DECIMALS));
}
