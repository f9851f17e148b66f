import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { ApproveStep, TaskStep } from '../../shared/domain/workflow/definition.ts';
import { actionTask } from './action-task.ts';
import type { Place } from './assembly.ts';
import { ACTIONS_OF_STEPS } from './implied-actions.ts';
import type { PlannedStep } from './plan-steps.ts';
import { nextVisit } from './scope.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';
import { addWaitStates, onTimeout, type Waiting } from './wait-states.ts';

/**
 * A Task that asks, a wait for an answer, a Task that says what the answers so far come to, and a Choice: decided, or wait for the next
 * answer. Who must answer and how many is for the actions to know.
 */
export function compileAsk(planned: PlannedStep, step: ApproveStep | TaskStep, place: Place): void {
  const { next, assembly } = place;
  const { scope } = assembly;
  const title = stepTitle(step, assembly.target.catalogue);
  const [ask, decide] = 'approve' in step ? ACTIONS_OF_STEPS.approve : ACTIONS_OF_STEPS.task;
  const options = plainOptions('approve' in step ? step.approve : step.task);
  const asked = scope.names.asked;
  const names = {
    wait: assembly.newName(fitted('Wait for an answer: ', title, '')),
    came: assembly.newName(fitted('', title, ': did somebody answer?')),
    outcome: assembly.newName(fitted('', title, ': what do the answers say?')),
    decided: assembly.newName(fitted('', title, ': is it decided?')),
  };
  const waiting: Waiting = {
    planned,
    title,
    what: 'an answer',
    timeout: step.timeout,
    wait: names.wait,
    after: names.came,
    keepsBranch: false,
  };
  const origin = { step: planned.id, kind: 'branch', title };
  assembly.add(
    assembly.entryOf(planned),
    actionTask({
      planned,
      action: { name: ask, command: false },
      options,
      assembly,
      assign: { [asked]: '{% $states.result.Payload %}', ...nextVisit(scope) },
      next: names.wait,
    }),
    { ...origin, kind: 'do' },
  );
  addWaitStates(waiting, assembly);
  assembly.add(
    names.came,
    {
      Type: 'Choice',
      Choices: [{ Condition: "{% $states.input.branch = 'timeout' %}", Next: onTimeout(waiting, next, assembly) }],
      Default: names.outcome,
    },
    origin,
  );
  assembly.add(
    names.outcome,
    actionTask({
      planned,
      action: { name: decide, command: false },
      options: { asked: `{% $${asked} %}` },
      assembly,
      assign: {
        ...(planned.named && { [planned.id]: '{% $states.result.Payload.result %}' }),
        ...nextVisit(scope),
      },
      output: { decided: '{% $states.result.Payload.decided %}' },
      next: names.decided,
    }),
    { ...origin, kind: 'do' },
  );
  assembly.add(
    names.decided,
    {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.decided = true %}', Next: next }],
      Default: names.wait,
    },
    origin,
  );
  for (const list of planned.nested) assembly.compileList(list, next);
}

/** The options as an action gets them; lists that are read only to the compiler are not to an action. */
function plainOptions(options: ApproveStep['approve'] | TaskStep['task']): JsonObject {
  return JSON.parse(JSON.stringify(options)) as JsonObject;
}
