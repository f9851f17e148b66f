import type { JsonObject } from '../json/json.ts';
import type { Filters, LineConditions } from '../workflow/definition.ts';
import { checkFilters, passesFilters } from './check-filters.ts';
import { compiledFilter } from './compiled-filter.ts';
import type { ConditionCheck, ConditionFacts } from './condition-facts.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';
import { filtersContext } from './filters-context.ts';

/** The name by which a condition on lines says that it got none. */
export const LINES_NOT_AVAILABLE = 'LinesNotAvailable';

/**
 * `any`: one line passes all filters at once, as in Business Central (domain 3.3). `every`: each line does, and there is at least one.
 * Lines that the source did not send are an error by name, not an empty list.
 */
export function checkLines(conditions: LineConditions, facts: ConditionFacts): ConditionCheck[] {
  return (['any', 'every'] as const).flatMap((quantity) => {
    const filters = conditions[quantity];
    return filters ? [checkQuantity(quantity, filters, facts)] : [];
  });
}

function checkQuantity(quantity: 'any' | 'every', filters: Filters, facts: ConditionFacts): ConditionCheck {
  const written = Object.entries(filters).map(([field, filter]) => `${field}: ${filter}`);
  const text = `${quantity} line with ${written.join(', ')}`;
  const reason = whyNot(quantity, filters, facts);
  return { pointer: `/lines/${quantity}`, text, holds: reason === undefined, ...(reason !== undefined && { reason }) };
}

function whyNot(quantity: 'any' | 'every', filters: Filters, facts: ConditionFacts): string | undefined {
  const { lines } = facts.record;
  if (!lines) return `${LINES_NOT_AVAILABLE}: the record came without its lines`;
  const unreadable = Object.values(filters).map((filter) => compiledFilter(String(filter)));
  const error = unreadable.find((filter) => filter instanceof FilterSyntaxError);
  if (error) return `a filter on lines can not be read: ${error.message}`;
  const context = filtersContext(facts, 'lines');
  if (quantity === 'any') {
    return lines.some((line) => passesFilters(filters, line, context))
      ? undefined
      : `none of ${lines.length} lines passes`;
  }
  if (lines.length === 0) return 'there is no line';
  const failing = lines.findIndex((line) => !passesFilters(filters, line, context));
  return failing < 0
    ? undefined
    : `line ${failing + 1} does not pass: ${firstReason(filters, lines[failing] ?? {}, facts)}`;
}

function firstReason(filters: Filters, line: JsonObject, facts: ConditionFacts): string {
  return (
    checkFilters(filters, line, { ...filtersContext(facts, 'lines'), pointer: '' }).find((check) => !check.holds)
      ?.reason ?? ''
  );
}
