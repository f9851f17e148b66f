import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { InputCheck } from '../../shared/usecases/start-instant-flow.ts';

/** Schemas come from workflows: they were checked when the workflow was enabled, unknown words in them are no fault of the user. */
const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);

/** Holds inputs against a flow's JSON Schema (2020-12). Ajv keeps compiled schemas by identity, and published versions are kept in memory. */
export const checkInputs: InputCheck = (schema, inputs) => {
  if (ajv.validate(schema, inputs)) return [];
  return (ajv.errors ?? []).map(({ instancePath, params, message }) => {
    const missing = typeof params.missingProperty === 'string' ? `/${params.missingProperty}` : '';
    return {
      pointer: `${instancePath}${missing}`,
      detail: missing ? 'It is required.' : `It ${message ?? 'does not fit'}.`,
    };
  });
};
