import type { RespondStep } from '../../shared/domain/workflow/definition.ts';
import { actionTask } from './action-task.ts';
import type { Place } from './assembly.ts';
import type { PlannedStep } from './plan-steps.ts';
import { stepTitle } from './step-title.ts';

/** An action of the platform itself: it answers the user who waits for the flow. */
export function compileRespond(planned: PlannedStep, step: RespondStep, { next, assembly }: Place): void {
  const action = { name: 'flow.respond', command: false };
  const title = stepTitle(step, assembly.target.catalogue);
  const task = actionTask({ planned, action, options: { ...step.respond }, next, assembly });
  assembly.add(assembly.entryOf(planned), task, { step: planned.id, kind: 'respond', title });
}
