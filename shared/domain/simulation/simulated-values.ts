import type { Json, JsonObject } from '../json/json.ts';
import { expressionText } from '../workflow/expression-text.ts';
import { SimulatedFailure, type SimulatedRun, type Variables } from './simulated-run.ts';

/** A value whose texts in `{% %}` are replaced by what they give. @throws SimulatedFailure */
export async function resolved(run: SimulatedRun, value: Json, variables: Variables): Promise<Json> {
  if (typeof value === 'string') {
    const expression = expressionText(value);
    return expression === undefined ? value : evaluated(run, expression, variables);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) items.push(await resolved(run, item, variables));
    return items;
  }
  const members: JsonObject = {};
  for (const [name, member] of Object.entries(value)) members[name] = await resolved(run, member, variables);
  return members;
}

/** What an expression gives, in or without `{% %}`. @throws SimulatedFailure */
export async function evaluated(run: SimulatedRun, text: string, variables: Variables): Promise<Json> {
  try {
    return await run.world.evaluate(expressionText(text) ?? text, variables);
  } catch (error) {
    throw new SimulatedFailure('States.QueryEvaluationError', error instanceof Error ? error.message : String(error));
  }
}

/** What an expression gives as a list: nothing is an empty one, a single value a list of one. */
export async function listOf(run: SimulatedRun, text: string, variables: Variables): Promise<readonly Json[]> {
  const list = await evaluated(run, `[(${expressionText(text) ?? text})]`, variables);
  return Array.isArray(list) ? list : [list];
}
