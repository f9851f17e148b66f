import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Catcher, ParallelState, State } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { nextVisit } from './scope.ts';
import { fitted } from './state-names.ts';

/**
 * What the states of a step in a `try` catch beside errors of their own. Who comes back to the step does it once more, under visits of its own.
 *
 * @param visits how many actions the state stands for.
 */
export function guardCatchers({ guard, scope }: Assembly, visits = 1): readonly Catcher[] {
  if (!guard) return [];
  return [{ ErrorEquals: ['States.ALL'], Assign: { ...guard.assign, ...nextVisit(scope, visits) }, Next: guard.next }];
}

/** True when something around catches what fails here, in this section or outside of it. */
export function isTried({ guard, scope }: Pick<Assembly, 'guard' | 'scope'>): boolean {
  return guard !== undefined || scope.tried === true;
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
