import { Ajv2020 } from 'ajv/dist/2020.js';
import { compileFormSchema } from '../../shared/contracts/compile-form-schema.ts';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { jsonPointer } from '../../shared/domain/workflow/json-pointer.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { error } from './found.ts';

/** A form that a person fills in is never larger; both limits bound what compiling a schema can cost. */
const MAX_SCHEMA_LENGTH = 20_000;
const MAX_SUBSCHEMAS = 500;
const SMALLER = 'Ask for less, or ask in several forms.';
const DRAFT = 'It must be JSON Schema 2020-12 that stands by itself: references only to its own parts.';

/** Checks that something is a JSON Schema (2020-12) of an object, which people can fill in. */
export function checkFormSchema(schema: JsonObject, pointer: string): Problem[] {
  if (JSON.stringify(schema).length > MAX_SCHEMA_LENGTH) {
    return [
      error(
        'inputs-too-large',
        { pointer, hint: SMALLER },
        `The schema has more than ${MAX_SCHEMA_LENGTH} characters.`,
      ),
    ];
  }
  if (countObjects(schema) > MAX_SUBSCHEMAS) {
    return [error('inputs-too-large', { pointer, hint: SMALLER }, `The schema has more than ${MAX_SUBSCHEMAS} parts.`)];
  }
  const problems: Problem[] = [];
  if (schema.type !== 'object') {
    const hint = 'Start with type: object and list the inputs under properties.';
    problems.push(error('bad-inputs', { pointer, hint }, 'The inputs must be a JSON Schema of an object.'));
  }
  return [...problems, ...checkAnswersAtOnce(schema, pointer, []), ...schemaProblems(schema, pointer)];
}

function countObjects(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, member) => sum + countObjects(member), Array.isArray(value) ? 0 : 1);
}

/** `$async` is no word of JSON Schema but Ajv's: with it inputs would be taken first and checked afterwards. */
function checkAnswersAtOnce(value: Json, pointer: string, path: readonly string[]): Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, member]) =>
    checkAnswersAtOnce(member, pointer, [...path, name]),
  );
  if (!Object.hasOwn(value, '$async')) return inside;
  const at = { pointer: `${pointer}${jsonPointer([...path, '$async'])}`, hint: 'Leave it out.' };
  return [...inside, error('bad-inputs', at, '$async is no word of JSON Schema.')];
}

/** Knows the schema of schemas. Only asked, never given a schema to keep: names in one could stand in the way of the next. */
const metaSchema = new Ajv2020({ strict: false, allErrors: true, logger: false });

function schemaProblems(schema: JsonObject, pointer: string): Problem[] {
  try {
    if (!metaSchema.validateSchema(schema)) {
      return (metaSchema.errors ?? []).map(({ instancePath, message }) =>
        error('bad-inputs', { pointer: `${pointer}${instancePath}`, hint: DRAFT }, `It is no JSON Schema: ${message}.`),
      );
    }
    compileFormSchema(schema);
    return [];
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return [error('bad-inputs', { pointer, hint: DRAFT }, `The JSON Schema can not be used: ${message}.`)];
  }
}
