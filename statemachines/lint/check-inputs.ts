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

function schemaProblems(inputs: JsonObject): Problem[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  if (!ajv.validateSchema(inputs)) {
    return (ajv.errors ?? []).map(({ instancePath, message }) =>
      error('bad-inputs', { pointer: `${pointer}${instancePath}` }, `It is no JSON Schema: ${message}.`),
    );
  }
  try {
    ajv.compile(inputs);
    return [];
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return [error('bad-inputs', { pointer }, `The JSON Schema can not be used: ${message}.`)];
  }
}
