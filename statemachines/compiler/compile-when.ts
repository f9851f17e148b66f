import type { WhenStep } from '../../shared/domain/workflow/definition.ts';
import { CompileError, type Place } from './assembly.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';
import { addWaitStates, onTimeout, type Waiting } from './wait-states.ts';

/** A wait, and a Choice by the branch that it took. */
export function compileWhen(planned: PlannedStep, step: WhenStep, { next, assembly }: Place): void {
  if (step.when.length === 0) throw new CompileError(`${planned.pointer}: a wait needs at least one event.`);
  const title = stepTitle(step, assembly.target.catalogue);
  const choice = assembly.newName(fitted('', title, ': which event came?'));
  const waiting: Waiting = {
    planned,
    title,
    what: `one of ${step.when.length} events`,
    timeout: step.timeout,
    wait: assembly.entryOf(planned),
    after: choice,
    keepsBranch: true,
  };
  addWaitStates(waiting, assembly);
  assembly.add(
    choice,
    {
      Type: 'Choice',
      Choices: step.when.map((_, branch) => ({
        Condition: `{% $states.input.branch = ${branch} %}`,
        Next: assembly.entryOfList(planned.nested[branch] ?? [], next),
      })),
      Default: onTimeout(waiting, next, assembly),
    },
    { step: planned.id, kind: 'branch', title },
  );
  for (const list of planned.nested) assembly.compileList(list, next);
}
