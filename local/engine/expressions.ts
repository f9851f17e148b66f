import jsonata from 'jsonata';
import { addAwsFunctions, type ChanceSource } from '../../shared/adapters/jsonata/aws-functions.ts';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { QueryEvaluationError } from './state-error.ts';

/** Where an expression stands, for the cause texts that Step Functions gives. */
export interface ExpressionPlace {
  readonly state: string;
  readonly enteredEventId: number;
}

/** `$states` and the variables, by name without `$`. */
export type Bindings = JsonObject;

/** Evaluates the expressions of a state machine. */
export interface Expressions {
  /** A JSON value in which every text that is wholly `{% %}` is replaced by its value. @throws QueryEvaluationError */
  evaluate(template: Json, location: string, scope: { bindings: Bindings; place: ExpressionPlace }): Promise<Json>;
}

const EXPRESSION = /^\{%([\s\S]*)%\}$/;
const KEPT_EXPRESSIONS = 2_000;

/** The text between `{%` and `%}`, or undefined for a plain text. */
export function expressionIn(text: string): string | undefined {
  return EXPRESSION.exec(text)?.[1]?.trim();
}

/** Makes an evaluator that keeps compiled expressions. */
export function createExpressions(chance: ChanceSource): Expressions {
  const compiled = new Map<string, jsonata.Expression>();
  const compile = (text: string): jsonata.Expression => {
    const known = compiled.get(text);
    if (known) return known;
    const expression = jsonata(text);
    addAwsFunctions(expression, chance);
    const oldest = compiled.keys().next().value;
    if (compiled.size >= KEPT_EXPRESSIONS && oldest !== undefined) compiled.delete(oldest);
    compiled.set(text, expression);
    return expression;
  };
  const evaluate: Expressions['evaluate'] = async (template, location, scope) => {
    if (typeof template === 'string') {
      const text = expressionIn(template);
      return text === undefined ? template : evaluateText(compile, text, { location, ...scope });
    }
    if (Array.isArray(template)) {
      return Promise.all(template.map((item, index) => evaluate(item, `${location}[${index}]`, scope)));
    }
    if (typeof template !== 'object' || template === null) return template;
    const entries: [string, Json][] = [];
    for (const [name, value] of Object.entries(template)) {
      entries.push([name, await evaluate(value, `${location}/${name}`, scope)]);
    }
    return Object.fromEntries(entries);
  };
  return { evaluate };
}

async function evaluateText(
  compile: (text: string) => jsonata.Expression,
  text: string,
  about: { location: string; bindings: Bindings; place: ExpressionPlace },
): Promise<Json> {
  const { location, place } = about;
  const fault = (what: string) =>
    new QueryEvaluationError(
      location,
      `An error occurred while executing the state '${place.state}' (entered at the event id #${place.enteredEventId}). The JSONata expression '${text}' specified for the field '${location}' ${what}`,
    );
  let value: unknown;
  try {
    value = await compile(text).evaluate(undefined, about.bindings);
  } catch (error) {
    throw fault(`threw an error during evaluation. ${messageOf(error)}`);
  }
  if (value === undefined) throw fault('returned nothing (undefined).');
  const json = JSON.stringify(value);
  if (json === undefined || typeof value === 'function' || isFunction(value))
    throw fault('returned an unsupported result type.');
  return JSON.parse(json) as Json;
}

/** JSONata throws plain objects with code, position and message. */
function messageOf(error: unknown): string {
  const { code, message } = Object(error);
  return code ? `${code}: ${message}` : String(message);
}

function isFunction(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value);
}
