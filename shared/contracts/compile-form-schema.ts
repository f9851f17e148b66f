import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonObject } from '../domain/json/json.ts';

/**
 * A JSON Schema (2020-12) of what a person fills in, as a check that tells all faults. Each schema has an Ajv of its own, so no `$id` in one stands
 * in the way of another; unknown words in it are no fault.
 *
 * @throws Error when the schema can not be used. Whether it is one at all is for the linter to say.
 */
export function compileFormSchema(schema: JsonObject): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    code: { optimize: false },
  });
  formats.default(ajv);
  // The linter refuses $async. A version that was published before it did must not be checked in the background.
  return ajv.compile({ ...schema, $async: false });
}
