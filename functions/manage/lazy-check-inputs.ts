import type { InputCheck } from '../../shared/usecases/start-instant-flow.ts';

/** JSON Schema is loaded with the first form that is filled in. */
export const checkInputs: InputCheck = async (schema, inputs) => {
  const check = await import('./check-inputs.ts');
  return check.checkInputs(schema, inputs);
};
