import type { Json } from '../../shared/domain/json/json.ts';
import type { ForEachStep } from '../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { type Scope, sourceIn, valueIn } from './scope.ts';

/** The input of an execution takes 256 KiB; the record and the event of the run go with the items. */
const BYTES_OF_PART = 60_000;

/** How many items are done where. */
export interface LoopSizes {
  /** At most so many in the execution that the loop stands in; a longer list is done in parts. */
  readonly together: number;
  readonly perPart: number;
  readonly parts: number;
}

/** The items as JSONata. No value is an empty list and a single value a list of one, whatever JSONata made of it. */
export function listOf(items: ForEachStep['forEach'], scope: Scope): string {
  return `[(${typeof items === 'string' ? sourceIn(scope, expressionText(items) ?? items) : literal(items, scope)})]`;
}

/**
 * The items of a list that is short, none of one whose parts are done. A list is asked for twice, and may be another one each time: one that has
 * become too long in between is refused.
 */
export function itemsOf(list: string, { together }: LoopSizes): string {
  const refused = `$error('The list has become longer while it was asked for.')`;
  return `{% $states.input.inParts ? [] : ($items := ${list}; $count($items) <= ${together} ? $items : ${refused}) %}`;
}

/** The parts of a list that is long, as `{ items, from, all }`; nothing of one that is short. */
export function partsOf(list: string, { together, perPart, parts }: LoopSizes): string {
  const byBytes = `$floor($count($items) * ${BYTES_OF_PART} / $length($string($items)))`;
  const refused = `$error('There are ' & $count($items) & ' items; at most ' & ${parts} * $size & ' fit into one loop.')`;
  const cut = `[$map($partition($items, $size), function($part, $number) { { "items": $part, "from": $number * $size, "all": $count($items) } })]`;
  const cutOrRefused = `$count($items) <= ${parts} * $size ? ${cut} : ${refused}`;
  const inParts = `($size := $max([1, $min([${perPart}, ${byBytes}])]); ${cutOrRefused})`;
  return `{% ($items := ${list}; $count($items) <= ${together} ? [] : ${inParts}) %}`;
}

/** A list as JSONata: texts in `{% %}` at any depth stand as what they say. */
function literal(value: Json | readonly Json[], scope: Scope): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, scope)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${literal(member, scope)}`);
    return `{${members.join(', ')}}`;
  }
  const inside = typeof value === 'string' ? expressionText(String(valueIn(scope, value))) : undefined;
  return inside === undefined ? JSON.stringify(value) : `(${inside})`;
}
