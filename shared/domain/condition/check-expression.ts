import type { JsonObject } from '../json/json.ts';
import { expressionText } from '../workflow/expression-text.ts';
import type { ConditionCheck, ConditionFacts, EvaluateExpression } from './condition-facts.ts';

/** Holds when the JSONata expression gives exactly `true`. Without `evaluate` it is not tried, because the answer is known already. */
export async function checkExpression(
  written: string,
  facts: ConditionFacts,
  evaluate: EvaluateExpression | undefined,
): Promise<ConditionCheck> {
  const check = { pointer: '/expression', text: written };
  if (!evaluate) return { ...check, holds: false, reason: 'not evaluated, because another condition does not hold' };
  const expression = expressionText(written);
  if (expression === undefined) return { ...check, holds: false, reason: 'the expression must stand in {% and %}' };
  try {
    const value = await evaluate(expression, sharedBindings(facts));
    if (value === true) return { ...check, value, holds: true };
    return { ...check, value, holds: false, reason: `the expression gives ${JSON.stringify(value)}, not true` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...check, holds: false, reason: `the expression fails: ${message}` };
  }
}

/** The same facts give the very same variables, so that expressions about one event can be evaluated together. */
const bindings = new WeakMap<ConditionFacts, JsonObject>();

function sharedBindings(facts: ConditionFacts): JsonObject {
  const known = bindings.get(facts) ?? bindingsOf(facts);
  bindings.set(facts, known);
  return known;
}

/** `$event` as the machine shows it, `$record` with all its lines. */
function bindingsOf({ event, record }: ConditionFacts): JsonObject {
  const shown = event.record;
  const base = typeof shown === 'object' && shown !== null && !Array.isArray(shown) ? shown : {};
  return { event, record: { ...base, fields: record.fields, ...(record.lines && { lines: [...record.lines] }) } };
}
