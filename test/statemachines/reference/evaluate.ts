import jsonata from 'jsonata';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { expressionText } from '../../../shared/domain/workflow/expression-text.ts';

/** A step failed: the name by which Step Functions would know it. */
export class StepFailure extends Error {
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

/** A value whose texts in `{% %}` are replaced by what they give. @throws StepFailure */
export async function evaluate(value: Json, variables: JsonObject): Promise<Json> {
  if (typeof value === 'string') {
    const expression = expressionText(value);
    return expression === undefined ? value : evaluateText(expression, variables);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) items.push(await evaluate(item, variables));
    return items;
  }
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) members.push([name, await evaluate(member, variables)]);
  return Object.fromEntries(members);
}

/** What an expression gives. @throws StepFailure where it gives nothing. */
export async function evaluateText(expression: string, variables: JsonObject): Promise<Json> {
  const value = await evaluateOptional(expression, variables);
  if (value === undefined) throw new StepFailure('States.QueryEvaluationError', 'returned nothing');
  return value;
}

/** As {@link evaluateText}; undefined where it gives nothing. */
export async function evaluateOptional(expression: string, variables: JsonObject): Promise<Json | undefined> {
  try {
    const value: unknown = await jsonata(expression).evaluate(undefined, variables);
    return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Json);
  } catch (error) {
    throw new StepFailure('States.QueryEvaluationError', String(Object(error).message));
  }
}
