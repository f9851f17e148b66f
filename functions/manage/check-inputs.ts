import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { compileFormSchema } from '../../shared/contracts/compile-form-schema.ts';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { InputFault } from '../../shared/usecases/start-instant-flow.ts';
import { OutOfTimeError, withinTime } from './within-time.ts';

/** By identity: published versions are kept in memory. */
const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** As long as an expression of ours may take. */
const MOST_MILLISECONDS = 1_000;

/** Holds inputs against a flow's JSON Schema (2020-12). */
export function checkInputs(schema: JsonObject, inputs: JsonObject): readonly InputFault[] {
  try {
    return withinTime(MOST_MILLISECONDS, () => {
      const isValid = checkOf(schema);
      return isValid(inputs) ? [] : faultsOf(isValid.errors ?? []);
    });
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    const detail = `Checking the inputs took longer than ${MOST_MILLISECONDS / 1_000} s. A "pattern" of the flow's inputs is too slow for this text.`;
    return [{ pointer: '', detail }];
  }
}

/** Schemas were checked when the workflow was enabled. */
function checkOf(schema: JsonObject): ValidateFunction {
  const check = compiled.get(schema) ?? compileFormSchema(schema);
  compiled.set(schema, check);
  return check;
}

function faultsOf(errors: readonly ErrorObject[]): readonly InputFault[] {
  return errors.map(({ instancePath, params, message }) => {
    const missing = typeof params.missingProperty === 'string' ? `/${params.missingProperty}` : '';
    return {
      pointer: `${instancePath}${missing}`,
      detail: missing ? 'It is required.' : `It ${message ?? 'does not fit'}.`,
    };
  });
}
