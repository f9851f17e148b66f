import type { Json } from '../json/json.ts';
import type { Filters } from '../workflow/definition.ts';
import { jsonPointer } from '../workflow/json-pointer.ts';
import { compiledFilter } from './compiled-filter.ts';
import type { ConditionCheck } from './condition-facts.ts';
import type { FieldFilterContext } from './filter.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';
import { atField, type FiltersContext } from './filters-context.ts';
import { matchFilter } from './match-filter.ts';

/** One check for each field: each value against its filter. `pointer` is where the filters stand. */
export function checkFilters(
  filters: Filters,
  values: { readonly [field: string]: Json },
  context: FiltersContext & { readonly pointer: string },
): ConditionCheck[] {
  return Object.entries(filters).map(([field, filter]) => {
    const value = Object.hasOwn(values, field) ? values[field] : undefined;
    const outcome = heldAgainst(String(filter), value, atField(context, field));
    return {
      pointer: `${context.pointer}${jsonPointer([field])}`,
      text: `${field}: ${filter}`,
      ...(value !== undefined && { value }),
      holds: outcome === true,
      ...(outcome !== true && { reason: `${field} ${outcome}` }),
    };
  });
}

/** True when every field of `values` passes its filter. */
export function passesFilters(
  filters: Filters,
  values: { readonly [field: string]: Json },
  context: FiltersContext,
): boolean {
  return Object.entries(filters).every(([field, text]) => {
    const filter = compiledFilter(String(text));
    const value = Object.hasOwn(values, field) ? values[field] : undefined;
    return !(filter instanceof FilterSyntaxError) && matchFilter(filter, value, atField(context, field));
  });
}

/** True when the value passes the filter, else why not, to be put behind the name of the field. */
export function heldAgainst(text: string, value: Json | undefined, context: FieldFilterContext): true | string {
  const filter = compiledFilter(text);
  if (filter instanceof FilterSyntaxError) return `has a filter that can not be read: ${filter.message}`;
  if (matchFilter(filter, value, context)) return true;
  if (typeof value === 'object' && value !== null) return 'is no single value that a filter can compare';
  return `is ${value === undefined || value === null || value === '' ? 'empty' : JSON.stringify(value)}, not ${text}`;
}
