import { type FieldLookup, fieldLookup } from '../field-catalogue/field-catalogue.ts';
import type { ConditionFacts } from './condition-facts.ts';
import type { FieldFilterContext, FilterContext } from './filter.ts';

/** What filters on several fields are held against. */
export interface FiltersContext extends FilterContext {
  /** What the catalogue says of a field. Absent: the values' own types decide. */
  readonly fieldOf?: FieldLookup;
}

/** What filters on the fields of the record, or of its lines, are held against. Without a part: on something else. */
export function filtersContext(facts: ConditionFacts, part?: 'fields' | 'lines'): FiltersContext {
  const { now, timeZone, user, record } = facts;
  return {
    now,
    ...(timeZone !== undefined && { timeZone }),
    ...(user !== undefined && { user }),
    ...(part && record.entity !== undefined && { fieldOf: fieldLookup(record.entity, part) }),
  };
}

/** The same for the values of one field. */
export function atField({ fieldOf, ...context }: FiltersContext, name: string): FieldFilterContext {
  const field = fieldOf?.(name);
  return field ? { ...context, field } : context;
}
