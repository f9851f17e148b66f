import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Catcher, ParallelState, State } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { nextVisit } from './scope.ts';
import { fitted } from './state-names.ts';

/** What the states of a step in a `try` catch beside errors of their own. */
export function guardCatchers({ guard }: Assembly): readonly Catcher[] {
  if (!guard) return [];
  return [{ ErrorEquals: ['States.ALL'], ...(guard.assign && { Assign: guard.assign }), Next: guard.next }];
}

/** As {@link guardCatchers}, for branches: who comes back to them after a failure does them anew, at a visit of its own. */
export function guardCatchersOfBranches(assembly: Assembly): readonly Catcher[] {
  const visit = nextVisit(assembly.scope);
  return guardCatchers(assembly).map((catcher) => ({ ...catcher, Assign: { ...catcher.Assign, ...visit } }));
}

/**
 * Step Functions can not catch what goes wrong in a Pass, Choice or Wait state. Inside a `try` such a state stands in a Parallel state
 * with one branch, which can. `make` gets the name that the state has in there.
 */
export function guarded(
  about: { planned: PlannedStep; title: string; assembly: Assembly },
  inner: State,
  after: { assign?: JsonObject; output?: JsonObject; next: string },
): ParallelState {
  const { planned, title, assembly } = about;
  const name = assembly.newName(fitted('', title, ' (tried)'));
  const branch = assembly.section(assembly.scope, (inside) => {
    inside.add(name, inner, { step: planned.id, kind: 'branch', title });
    return name;
  });
  return {
    Type: 'Parallel',
    Comment: `What fails here is caught (${planned.pointer})`,
    Branches: [branch],
    Catch: guardCatchers(assembly),
    ...(after.assign && { Assign: after.assign }),
    Output: after.output ?? NO_OUTPUT,
    Next: after.next,
  };
}
