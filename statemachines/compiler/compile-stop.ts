import { ERROR_OF_STOP } from '../../shared/domain/run/error-names.ts';
import type { StopStep } from '../../shared/domain/workflow/definition.ts';
import type { Catcher, State } from './asl.ts';
import type { Assembly } from './assembly.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';

type Outcome = StopStep['stop'];

/** Ends the execution. From inside a branch only an error can do that, also when the outcome is a success. */
export function compileStop(planned: PlannedStep, step: StopStep, assembly: Assembly): void {
  const title = stepTitle(step, assembly.target.catalogue);
  const Comment = `stop (${planned.pointer})`;
  const state: State =
    step.stop === 'succeeded' && assembly.scope.depth === 0
      ? { Type: 'Succeed', Comment }
      : { Type: 'Fail', Comment, Error: ERROR_OF_STOP[step.stop], Cause: `The workflow stopped the run: ${title}.` };
  assembly.add(assembly.entryOf(planned), state, { step: planned.id, kind: 'stop', title });
}

/** What a state with branches catches so that a `stop` inside them ends the run, past any `try` around. */
export function stopCatchers(planned: PlannedStep, title: string, assembly: Assembly): Catcher[] {
  const inside = new Set(stopsInside(planned));
  const errors = [...inside]
    .filter((outcome) => outcome === 'succeeded' || assembly.guard)
    .map((outcome) => ERROR_OF_STOP[outcome])
    .sort();
  const [success, others] = partition(
    errors,
    (error) => error === ERROR_OF_STOP.succeeded && assembly.scope.depth === 0,
  );
  return [
    ...(success.length > 0 ? [{ ErrorEquals: success, Next: addEnd({ Type: 'Succeed' }) }] : []),
    ...(others.length > 0 ? [{ ErrorEquals: others, Next: addEnd(PASS_ON) }] : []),
  ];

  function addEnd(state: State): string {
    const name = assembly.newName(fitted('', title, ' stops the run'));
    assembly.add(name, state, { step: planned.id, kind: 'branch', title });
    return name;
  }
}

/** Fails with what was caught. */
const PASS_ON: State = { Type: 'Fail', Error: '{% $states.input.Error %}', Cause: '{% $states.input.Cause %}' };

/** The errors by which something inside ends the run on purpose. */
export function stopErrors(planned: PlannedStep): readonly string[] {
  return [...new Set(stopsInside(planned))].map((outcome) => ERROR_OF_STOP[outcome]).sort();
}

function stopsInside({ nested }: PlannedStep): Outcome[] {
  return nested.flat().flatMap((planned) => ('stop' in planned.step ? [planned.step.stop] : stopsInside(planned)));
}

function partition<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
