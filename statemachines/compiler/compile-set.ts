import type { SetStep } from '../../shared/domain/workflow/definition.ts';
import type { Assembly } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { stepTitle } from './step-title.ts';

/** A Pass of its own, never merged with its neighbours: expressions of one Assign see the values from before it. */
export function compileSet(planned: PlannedStep, step: SetStep, place: { next: string; assembly: Assembly }): void {
  const { next, assembly } = place;
  assembly.add(
    assembly.entryOf(planned),
    { Type: 'Pass', Comment: `set (${planned.pointer})`, Assign: { ...step.set }, Output: NO_OUTPUT, Next: next },
    { step: planned.id, kind: 'set', title: stepTitle(step, assembly.target.catalogue) },
  );
}
