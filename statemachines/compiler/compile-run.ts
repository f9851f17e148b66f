import type { RunStep } from '../../shared/domain/workflow/definition.ts';
import { DEFAULT_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import { actionTask } from './action-task.ts';
import type { Place } from './assembly.ts';
import { awaitCall } from './await-call.ts';
import { NO_OUTPUT } from './call-states.ts';
import { guardCatchers } from './guarded.ts';
import { ACTIONS_OF_STEPS } from './implied-actions.ts';
import type { PlannedStep } from './plan-steps.ts';
import { WAIT_RETRY } from './retries.ts';
import { nextVisit } from './scope.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/**
 * A Task that starts the other run; unless that stays in the background, a wait until it reports its end, as a source reports that a command
 * is done, and a Task that says how it ended. The wait has the visit of the start, which is how the other run finds it.
 */
export function compileRun(planned: PlannedStep, step: RunStep, { next, assembly }: Place): void {
  const [start, outcome] = ACTIONS_OF_STEPS.run;
  const { scope } = assembly;
  const { asked } = scope.names;
  const title = stepTitle(step, assembly.target.catalogue);
  const origin = { step: planned.id, kind: 'do', title };
  const options = { workflow: step.run, ...(step.inputs && { inputs: { ...step.inputs } }) };
  const entry = assembly.entryOf(planned);
  const action = { name: start, command: false };
  if (step.background) {
    assembly.add(entry, actionTask({ planned, action, options, next, assembly }), origin);
    return;
  }
  const wait = assembly.newName(fitted('Wait for the end: ', title, ''));
  const ended = assembly.newName(fitted('', title, ': how did it end?'));
  const assign = { [asked]: '{% $states.result.Payload %}' };
  assembly.add(entry, actionTask({ planned, action, options, assign, next: wait, assembly }), origin);
  const catchers = guardCatchers(assembly);
  assembly.add(
    wait,
    {
      Type: 'Task',
      Comment: `The other run reports its end (${planned.pointer})`,
      ...awaitCall('command', planned.id, assembly),
      TimeoutSeconds: DEFAULT_WAIT_SECONDS,
      Retry: [WAIT_RETRY],
      ...(catchers.length > 0 && { Catch: catchers }),
      Assign: nextVisit(scope),
      Output: NO_OUTPUT,
      Next: ended,
    },
    { ...origin, kind: 'command' },
  );
  assembly.add(
    ended,
    actionTask({
      planned,
      action: { name: outcome, command: false },
      options: { runId: `{% $${asked}.runId %}` },
      next,
      assembly,
    }),
    origin,
  );
}
