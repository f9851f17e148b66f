import { COMMAND_ACCEPTED, COMMAND_REFUSED } from '../../shared/contracts/run-action.ts';
import { MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import type { Catcher } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { argumentsOf, INVOKE_AND_WAIT, NEXT_VISIT, NO_OUTPUT, placeOf, TASK_TOKEN } from './call-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { TRANSIENT_ERRORS, WAIT_RETRY } from './retries.ts';

/** A source that accepted a command and says nothing for this long is asked about by a person. */
const COMMAND_TIMEOUT_SECONDS = 7 * 86_400;

/** A `do` step whose action is a command. */
export interface CommandStep {
  readonly planned: PlannedStep;
  readonly title: string;
  /** The canonical name of the action. */
  readonly action: string;
  /** The state that sends the command. */
  readonly entry: string;
  readonly next: string;
}

/** The names of the two states that stand by for a command. */
export interface CommandStateNames {
  readonly wait: string;
  readonly standstill: string;
}

/** What went wrong is known only while it is caught. A timeout has no cause. */
const REFUSAL = {
  parked: {
    error: '{% $states.errorOutput.Error %}',
    cause: "{% $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : '' %}",
  },
};

/** Accepted: wait for the report. Refused, or out of reach after all retries: stand still. */
export function commandCatchers(names: CommandStateNames): Catcher[] {
  return [
    { ErrorEquals: [COMMAND_ACCEPTED], Next: names.wait },
    { ErrorEquals: [COMMAND_REFUSED, ...TRANSIENT_ERRORS], Assign: REFUSAL, Next: names.standstill },
  ];
}

/** Adds the two states that stand by for a command. */
export function addCommandStates(command: CommandStep, names: CommandStateNames, assembly: Assembly): void {
  addWait(command, names, assembly);
  addStandstill(command, names.standstill, assembly);
}

/** The wait keeps the visit of the command that it waits for. `$event` stays the event that the run acts on. */
function addWait(command: CommandStep, names: CommandStateNames, assembly: Assembly): void {
  const { planned, next } = command;
  const notReported = {
    error: 'CommandNotReported',
    cause: 'The source accepted the command and did not report within 7 days that it is done.',
  };
  assembly.add(
    names.wait,
    {
      Type: 'Task',
      Comment: `The source reports command.completed (${planned.pointer})`,
      Resource: INVOKE_AND_WAIT,
      Arguments: argumentsOf(assembly.target.functions.awaitEvent, {
        mode: 'command',
        ...placeOf(planned.id),
        token: TASK_TOKEN,
      }),
      TimeoutSeconds: COMMAND_TIMEOUT_SECONDS,
      Retry: [WAIT_RETRY],
      Catch: [{ ErrorEquals: ['States.Timeout'], Assign: { parked: notReported }, Next: names.standstill }],
      Assign: {
        record: '{% $exists($states.result.record) ? $states.result.record : $record %}',
        ...(planned.named && { [planned.id]: { branch: '{% $states.result.branch %}' } }),
        ...NEXT_VISIT,
      },
      Output: NO_OUTPUT,
      Next: next,
    },
    { step: planned.id, kind: 'command', title: command.title },
  );
}

/** Until somebody says retry. The new visit gives the repeated command a key of its own. */
function addStandstill(command: CommandStep, name: string, assembly: Assembly): void {
  const { planned, action, entry } = command;
  assembly.add(
    name,
    {
      Type: 'Task',
      Comment: `Somebody decides to try again (${planned.pointer})`,
      Resource: INVOKE_AND_WAIT,
      Arguments: argumentsOf(assembly.target.functions.awaitEvent, {
        mode: 'park',
        ...placeOf(planned.id),
        token: TASK_TOKEN,
        action,
        error: '{% $parked.error %}',
        cause: '{% $parked.cause %}',
      }),
      TimeoutSeconds: MAX_WAIT_SECONDS,
      Retry: [WAIT_RETRY],
      Assign: NEXT_VISIT,
      Output: NO_OUTPUT,
      Next: entry,
    },
    { step: planned.id, kind: 'park', title: command.title },
  );
}
