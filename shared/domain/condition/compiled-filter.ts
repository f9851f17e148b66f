import { BoundedCache } from './bounded-cache.ts';
import type { Filter } from './filter.ts';
import type { FilterSyntaxError } from './filter-syntax-error.ts';
import { parseFilter } from './parse-filter.ts';

/** Filters are few and short compared with the events they are held against. */
const MAX_CACHED_FILTERS = 10_000;

const cache = new BoundedCache<Filter | FilterSyntaxError>(MAX_CACHED_FILTERS);

/** The parsed filter. The same text is parsed once: the result depends on nothing else, so it can never be stale. */
export function compiledFilter(text: string): Filter | FilterSyntaxError {
  return cache.get(text) ?? cache.put(text, parseFilter(text));
}
