import { compiledFilter } from '../condition/compiled-filter.ts';
import { FilterSyntaxError } from '../condition/filter-syntax-error.ts';
import { atField } from '../condition/filters-context.ts';
import { commonValue } from '../condition/sample-values.ts';
import { canonicalEvent } from '../event/business-central-events.ts';
import { entityOf } from '../event/event.ts';
import { fieldLookup } from '../field-catalogue/field-catalogue.ts';
import type { Json } from '../json/json.ts';
import { sameJson } from '../record/record.ts';
import type { Conditions, WorkflowDefinition } from './definition.ts';
import type { Problem } from './problem.ts';

/** What a workflow has when it says nothing of priority. */
export const DEFAULT_PRIORITY = 100;

type Entry = Pick<WorkflowDefinition, 'code' | 'kind' | 'priority' | 'on'>;

/**
 * Warns where an approval workflow can be meant by the same event as another one that is enabled, and names the one that would start
 * (domain 5.3 rule 9 and 7.9: there, the first stored one wins silently). Automated workflows all start, so they never stand in each other's way.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z, for filters on dates.
 */
export function overlapProblems(definition: Entry, enabled: readonly Entry[], now: number): Problem[] {
  if (definition.kind !== 'approval' || !('event' in definition.on)) return [];
  const event = canonicalEvent(definition.on.event);
  const others = enabled.filter(
    ({ code, kind, on }) =>
      code !== definition.code && kind === 'approval' && 'event' in on && canonicalEvent(on.event) === event,
  );
  return others.flatMap((other) => overlapWith(definition, other, now) ?? []);
}

function overlapWith(own: Entry, other: Entry, now: number): Problem | undefined {
  const [mine, theirs] = [whereOf(own), whereOf(other)];
  const winner = winnerOf(own, other);
  const hint = 'Give them different conditions, or the one that matters more a larger priority.';
  if (sameJson(plain(mine), plain(theirs))) {
    const message = `${other.code} starts on the same event with the same conditions; only ${winner} would ever start.`;
    return { code: 'same-conditions', severity: 'warning', pointer: '/on', message, hint };
  }
  const common = commonFields(mine, theirs, { now, entity: entityOfEntry(own) });
  if (!common) return undefined;
  const example = Object.entries(common).map(([field, value]) => `${field} ${JSON.stringify(value)}`);
  const when = example.length > 0 ? ` (with ${example.join(', ')})` : '';
  const message = `A record can meet the conditions of ${other.code} too${when}. Then ${winner} starts.`;
  return { code: 'overlapping-conditions', severity: 'warning', pointer: '/on', message, hint };
}

/** The code of the workflow that comes first: larger priority, ties by code. */
export function winnerOf(left: Pick<Entry, 'code' | 'priority'>, right: Pick<Entry, 'code' | 'priority'>): string {
  const difference = (right.priority ?? DEFAULT_PRIORITY) - (left.priority ?? DEFAULT_PRIORITY);
  return difference < 0 || (difference === 0 && left.code < right.code) ? left.code : right.code;
}

/** An example for each field that both ask about; undefined when there can be no record for both. Other conditions may always both hold. */
function commonFields(
  left: Conditions,
  right: Conditions,
  { now, entity }: { now: number; entity: string },
): Record<string, Json> | undefined {
  const common: Record<string, Json> = {};
  const fieldOf = fieldLookup(entity);
  for (const [field, text] of Object.entries(left.record ?? {})) {
    const other = right.record && Object.hasOwn(right.record, field) ? right.record[field] : undefined;
    if (other === undefined) continue;
    const [one, two] = [compiledFilter(String(text)), compiledFilter(String(other))];
    if (one instanceof FilterSyntaxError || two instanceof FilterSyntaxError) return undefined;
    const value = commonValue(one, two, atField({ now, fieldOf }, field));
    if (value === undefined) return undefined;
    common[field] = value;
  }
  return common;
}

function entityOfEntry({ on }: Entry): string {
  return 'event' in on ? entityOf(canonicalEvent(on.event)) : '';
}

function whereOf({ on }: Entry): Conditions {
  return ('event' in on ? on.where : undefined) ?? {};
}

function plain(conditions: Conditions): Json {
  return JSON.parse(JSON.stringify(conditions)) as Json;
}
