import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { error, warning } from './found.ts';

/** A form that a person fills in is never larger; the limit bounds what compiling a schema can cost. */
const MAX_SCHEMA_LENGTH = 20_000;
const pointer = '/inputs';

/** Checks that the inputs are a JSON Schema (2020-12) of an object, and that there is somebody to ask. */
export function checkInputs(inputs: JsonObject | undefined, kind: WorkflowDefinition['kind']): Problem[] {
  if (!inputs) return [];
  if (JSON.stringify(inputs).length > MAX_SCHEMA_LENGTH) {
    return [error('inputs-too-large', { pointer }, `The schema has more than ${MAX_SCHEMA_LENGTH} characters.`)];
  }
  const problems: Problem[] = [];
  if (kind !== 'instant') {
    problems.push(
      warning('inputs-not-asked', { pointer }, `Nobody is asked for inputs of a workflow of kind ${kind}.`),
    );
  }
  if (inputs.type !== 'object') {
    const hint = 'Start with type: object and list the inputs under properties.';
    problems.push(error('bad-inputs', { pointer, hint }, 'The inputs must be a JSON Schema of an object.'));
  }
  return [...problems, ...schemaProblems(inputs)];
}

/** Knows the schema of schemas. Only asked, never given a schema to keep: names in one could stand in the way of the next. */
const metaSchema = new Ajv2020({ strict: false, allErrors: true, logger: false });

function schemaProblems(inputs: JsonObject): Problem[] {
  try {
    if (!metaSchema.validateSchema(inputs)) {
      return (metaSchema.errors ?? []).map(({ instancePath, message }) =>
        error('bad-inputs', { pointer: `${pointer}${instancePath}` }, `It is no JSON Schema: ${message}.`),
      );
    }
    const ajv = new Ajv2020({ strict: false, logger: false, meta: false, validateSchema: false });
    formats.default(ajv);
    ajv.compile(inputs);
    return [];
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return [error('bad-inputs', { pointer }, `The JSON Schema can not be used: ${message}.`)];
  }
}
