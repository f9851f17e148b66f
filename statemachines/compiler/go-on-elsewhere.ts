import type { GotoStep } from '../../shared/domain/workflow/definition.ts';
import type { Assembly } from './assembly.ts';
import { addBranchSteps, withRounds } from './branch-section.ts';
import { NO_OUTPUT } from './call-states.ts';
import { AWS_HISTORY } from './history-events.ts';
import { addInsideBranch } from './inside-branch.ts';
import { addOrder } from './part-order.ts';
import type { PlannedStep } from './plan-steps.ts';
import type { BranchScope } from './scope.ts';
import { fitted } from './state-names.ts';
import { takeVariables } from './take-variables.ts';
import { afterTelling, errorsTold, tellCatchers } from './telling.ts';

/**
 * Adds the states by which the run, or the branch, goes on at the target of a `goto` in another execution, and ends as that one ends. What goes wrong there
 * is not caught here: it was tried there. Answers the first of them.
 */
export function goOnElsewhere(planned: PlannedStep, { goto }: GotoStep, assembly: Assembly): string {
  const { scope } = assembly;
  const title = fitted('Go on with ', goto, ' in another execution');
  const origin = { step: planned.id, kind: 'branch', title };
  const entry = assembly.newName(title);
  const done = assembly.newName(fitted('', title, ': it ended'));
  const of = `goto ${goto}`;
  const variables = assembly.knownAt(planned.pointer);
  // Another visit than here, in case that it goes round without anything that counts visits.
  const order = { pointer: planned.pointer, of, which: "''", visit: `$${scope.names.visit} + 1`, variables };
  if (!scope.branch) {
    addOrder(order, { entry, origin, output: () => NO_OUTPUT, next: done }, assembly);
    assembly.add(done, { Type: 'Succeed' }, origin);
    const next = assembly.entryOfId(goto);
    assembly.part(of, (outermost) => takeVariables(variables, { origin, next, assembly: outermost }));
    return entry;
  }
  const branchScope = { ...scope, branch: scope.branch };
  const next = afterTelling(errorsOf(branchScope), done, { origin, assembly });
  addOrder(order, { entry, origin, output: (given) => `{% ${given} %}`, next }, assembly);
  assembly.add(done, { Type: 'Succeed', Output: '{% $states.input.result %}' }, origin);
  assembly.part(of, (outermost) => addRestOfBranch(goto, { scope: branchScope, variables }, outermost));
  return entry;
}

/** The states of the execution in which a branch goes on: its steps once more, from the target of the `goto`. Answers the first of them. */
function addRestOfBranch(
  target: string,
  { scope, variables }: { scope: BranchScope; variables: readonly string[] },
  outermost: Assembly,
): string {
  const { planned, title, list } = scope.branch;
  const origin = { step: planned.id, kind: 'branch', title };
  const assembly = outermost.again(scope, list);
  const { history = AWS_HISTORY } = assembly.target;
  return addInsideBranch(
    {
      origin,
      variables,
      fill(inner) {
        addBranchSteps(scope, inner);
        return inner.entryOfId(target);
      },
      finish: (section) => withRounds(section, { scope, events: history.part, history }),
      catchers: tellCatchers(errorsOf(scope), { origin, assembly }),
      output: { result: '{% $states.result[0] %}' },
    },
    assembly,
  );
}

function errorsOf({ branch, tried }: BranchScope): readonly string[] {
  return errorsTold(branch.planned, tried === true);
}
