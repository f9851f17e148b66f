import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { InputFault } from '../../shared/usecases/start-instant-flow.ts';
import { OutOfTimeError, withinTime } from './within-time.ts';

/** Schemas come from workflows: they were checked when the workflow was enabled, unknown words in them are no fault of the user. */
const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);

/** As long as an expression of ours may take. */
const MOST_MILLISECONDS = 1_000;

/** Holds inputs against a flow's JSON Schema (2020-12). Ajv keeps compiled schemas by identity, and published versions are kept in memory. */
export function checkInputs(schema: JsonObject, inputs: JsonObject): readonly InputFault[] {
  try {
    return withinTime(MOST_MILLISECONDS, () => (ajv.validate(schema, inputs) ? [] : faultsOf(ajv.errors ?? [])));
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    const detail = `Checking the inputs took longer than ${MOST_MILLISECONDS / 1_000} s. A "pattern" of the flow's inputs is too slow for this text.`;
    return [{ pointer: '', detail }];
  }
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
