import { TOO_MANY_ROUNDS } from '../../shared/domain/run/error-names.ts';
import type { GotoStep } from '../../shared/domain/workflow/definition.ts';
import type { Assembly, Place } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { ROUNDS_IN_BRANCH } from './history-events.ts';
import { addOrder } from './part-order.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';
import { takeVariables } from './take-variables.ts';

/**
 * A `goto` that leads on has no state: what leads to it leads to where it goes. Those that lead back to a step share one, which counts the rounds, as AWS ends an
 * execution whose history is full: after as many as surely fit, another execution of the machine goes on there, and this one ends as that
 * one ends. Inside branches the rounds have an end instead.
 */
export function compileGoto(planned: PlannedStep, step: GotoStep, { assembly }: Place): void {
  if (assembly.goesBack.get(planned.id) !== planned.id) return;
  const { rounds } = assembly.scope.names;
  const title = stepTitle(step, assembly.target.catalogue);
  const isOutermost = assembly.scope.depth === 0;
  assembly.add(
    assembly.entryOf(planned),
    {
      Type: 'Choice',
      Comment: `goto (${planned.pointer})`,
      Choices: [
        {
          Condition: `{% $${rounds} < 1 %}`,
          Next: isOutermost ? goOnElsewhere(planned, step, assembly) : tooMany(planned, title, assembly),
        },
      ],
      Default: assembly.entryOfId(step.goto),
      Assign: { [rounds]: `{% $${rounds} - 1 %}` },
      Output: NO_OUTPUT,
    },
    { step: planned.id, kind: 'branch', title },
  );
}

/** The states by which the run goes on in another execution. What goes wrong there is not caught here: it was tried there. */
function goOnElsewhere(planned: PlannedStep, { goto }: GotoStep, assembly: Assembly): string {
  const { visit } = assembly.scope.names;
  const title = fitted('Go on with ', goto, ' in another execution');
  const origin = { step: planned.id, kind: 'branch', title };
  const [entry, done] = [assembly.newName(title), assembly.newName(fitted('', title, ': it ended'))];
  const of = `goto ${goto}`;
  const variables = [...assembly.outermost].sort();
  // Another visit than here, in case that it goes round without anything that counts visits.
  const order = { pointer: planned.pointer, of, which: "''", visit: `$${visit} + 1`, variables };
  addOrder(order, { entry, origin, output: () => NO_OUTPUT, next: done }, assembly);
  assembly.add(done, { Type: 'Succeed' }, origin);
  const next = assembly.entryOfId(goto);
  assembly.part(of, (outermost) => takeVariables(variables, { origin, next, assembly: outermost }));
  return entry;
}

function tooMany(planned: PlannedStep, title: string, assembly: Assembly): string {
  const name = assembly.newName(fitted('', title, ': too many rounds'));
  const Cause = `${title}: a branch can go back at most ${ROUNDS_IN_BRANCH} times. Let a workflow of its own go round, and run that.`;
  assembly.add(name, { Type: 'Fail', Error: TOO_MANY_ROUNDS, Cause }, { step: planned.id, kind: 'expired', title });
  return name;
}
