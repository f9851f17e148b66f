import type { GotoStep } from '../../shared/domain/workflow/definition.ts';
import type { Place } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { goOnElsewhere } from './go-on-elsewhere.ts';
import type { PlannedStep } from './plan-steps.ts';
import { stepTitle } from './step-title.ts';

/**
 * A `goto` that leads on has no state: what leads to it leads to where it goes. Those that lead back to a step share one, which counts the rounds, as AWS ends an
 * execution whose history is full: after as many as surely fit, another execution of the machine goes on there, and this one ends as that
 * one ends.
 */
export function compileGoto(planned: PlannedStep, step: GotoStep, { assembly }: Place): void {
  if (assembly.goesBack.get(planned.id) !== planned.id) return;
  const { rounds } = assembly.scope.names;
  const title = stepTitle(step, assembly.target.catalogue);
  assembly.add(
    assembly.entryOf(planned),
    {
      Type: 'Choice',
      Comment: `goto (${planned.pointer})`,
      Choices: [{ Condition: `{% $${rounds} < 1 %}`, Next: goOnElsewhere(planned, step, assembly) }],
      Default: assembly.entryOfId(step.goto),
      Assign: { [rounds]: `{% $${rounds} - 1 %}` },
      Output: NO_OUTPUT,
    },
    { step: planned.id, kind: 'branch', title },
  );
}
