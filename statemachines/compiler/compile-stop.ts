import type { StopStep } from '../../shared/domain/workflow/definition.ts';
import type { State } from './asl.ts';
import type { Assembly } from './assembly.ts';
import type { PlannedStep } from './plan-steps.ts';
import { stepTitle } from './step-title.ts';

/** The errors by which `finish-run` tells an outcome that the author chose from a fault. */
const ERROR_OF = { failed: 'WorkflowFailed', cancelled: 'WorkflowCancelled' } as const;

/** Ends the execution. */
export function compileStop(planned: PlannedStep, step: StopStep, assembly: Assembly): void {
  const title = stepTitle(step, assembly.target.catalogue);
  const Comment = `stop (${planned.pointer})`;
  const state: State =
    step.stop === 'succeeded'
      ? { Type: 'Succeed', Comment }
      : { Type: 'Fail', Comment, Error: ERROR_OF[step.stop], Cause: `The workflow stopped the run: ${title}.` };
  assembly.add(assembly.entryOf(planned), state, { step: planned.id, kind: 'stop', title });
}
