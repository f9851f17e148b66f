import { executing } from './expressions.ts';
import { MAX_SECONDS } from './limits.ts';
import { QueryEvaluationError } from './state-error.ts';
import type { Standing, Step } from './step.ts';

/** A number of seconds out of a state's field, `min` at least. @throws QueryEvaluationError */
export async function secondsOf(
  step: Step,
  template: number | string,
  about: { field: string; standing: Standing; min: number },
): Promise<number> {
  const { field, standing, min } = about;
  const seconds = await step.evaluateAs(template, { location: field, type: 'number' }, { standing });
  if (Number.isInteger(seconds) && seconds >= min && seconds <= MAX_SECONDS) return seconds;
  throw new QueryEvaluationError(
    field,
    `${executing(standing)} The ${field} field must be a whole number from ${min} to ${MAX_SECONDS} but was: ${seconds}`,
    true,
  );
}
