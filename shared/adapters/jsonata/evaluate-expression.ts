import { randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { BoundedCache } from '../../domain/condition/bounded-cache.ts';
import { addAwsFunctions } from './aws-functions.ts';
import type { EvaluationAnswer, EvaluationRequest } from './worker-protocol.ts';

/** Results become part of an execution's state, which has 256 KiB for a payload. */
const MAX_RESULT_LENGTH = 262_144;
const CHANCE = { uuid: () => randomUUID(), random: () => Math.random() };
const compiled = new BoundedCache<jsonata.Expression>(500);

/** Evaluates one expression right here; its time is for the caller to limit. Never rejects. */
export async function evaluateExpression({ expression, bindings }: EvaluationRequest): Promise<EvaluationAnswer> {
  try {
    const value: unknown = await compile(expression).evaluate(undefined, bindings);
    if (value === undefined) return failed('it gives no value');
    if (typeof value === 'function' || isFunctionOfJsonata(value)) return failed('it gives a function, not a value');
    const json = JSON.stringify(value);
    return json.length > MAX_RESULT_LENGTH ? failed('its value is too large') : { kind: 'value', json };
  } catch (error) {
    return failed(reasonOf(error));
  }
}

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(text);
  addAwsFunctions(expression, CHANCE);
  return compiled.put(text, expression);
}

function failed(message: string): EvaluationAnswer {
  return { kind: 'failed', message };
}

/** JSONata throws plain objects with code, position and message. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply, or never ends';
  const { message, position } = Object(error);
  return typeof position === 'number' ? `character ${position}: ${message}` : String(message);
}

function isFunctionOfJsonata(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('_jsonata_function' in value || '_jsonata_lambda' in value);
}
