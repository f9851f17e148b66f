import type { IfStep } from '../../shared/domain/workflow/definition.ts';
import type { Assembly } from './assembly.ts';
import type { PlannedStep } from './plan-steps.ts';
import { stepTitle } from './step-title.ts';

/** A Choice. Both ways come together at the next step. */
export function compileIf(planned: PlannedStep, step: IfStep, place: { next: string; assembly: Assembly }): void {
  const { next, assembly } = place;
  const [whenTrue = [], whenFalse = []] = planned.nested;
  assembly.add(
    assembly.entryOf(planned),
    {
      Type: 'Choice',
      Comment: `if (${planned.pointer})`,
      Choices: [{ Condition: step.if, Next: assembly.entryOfList(whenTrue, next) }],
      Default: assembly.entryOfList(whenFalse, next),
    },
    { step: planned.id, kind: 'if', title: stepTitle(step, assembly.target.catalogue) },
  );
  for (const list of planned.nested) assembly.compileList(list, next);
}
