import type { Problem } from '../../../shared/domain/workflow/problem.ts';
import { type Refusal, refuse } from '../../../shared/middleware/api-request.ts';

/** The definition has errors. */
export function refuseInvalid(problems: readonly Problem[]): Refusal {
  return refuse(422, 'invalid-workflow', {
    detail: 'The definition has errors: see "problems".',
    problems: [...problems],
  });
}
