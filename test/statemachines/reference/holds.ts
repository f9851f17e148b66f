import { FilterSyntaxError } from '../../../shared/domain/condition/filter-syntax-error.ts';
import { matchFilter } from '../../../shared/domain/condition/match-filter.ts';
import { parseFilter } from '../../../shared/domain/condition/parse-filter.ts';
import type { Conditions } from '../../../shared/domain/workflow/definition.ts';
import type { StoryEvent } from './story.ts';

/** True when an event of a story meets the filters on its record. */
export function holds(where: Conditions | undefined, event: StoryEvent): boolean {
  return Object.entries(where?.record ?? {}).every(([field, text]) => {
    const filter = parseFilter(String(text));
    return !(filter instanceof FilterSyntaxError) && matchFilter(filter, event.fields[field], { now: 0 });
  });
}
