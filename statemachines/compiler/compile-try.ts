import type { TryStep } from '../../shared/domain/workflow/definition.ts';
import type { Guard, Place } from './assembly.ts';
import type { PlannedStep } from './plan-steps.ts';

/** No state of its own: every state inside that can fail catches what goes wrong and leads to the other list. */
export function compileTry(planned: PlannedStep, _step: TryStep, { next, assembly }: Place): void {
  const [tried = [], caught = []] = planned.nested;
  const guard: Guard = {
    next: assembly.entryOfList(caught, next),
    ...(planned.named && { assign: { [planned.id]: CAUGHT } }),
  };
  assembly.compileList(tried, next, guard);
  assembly.compileList(caught, next);
}

/** What went wrong is known only while it is caught. A timeout has no cause. */
export const CAUGHT = {
  error: '{% $states.errorOutput.Error %}',
  cause: "{% $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : '' %}",
};
