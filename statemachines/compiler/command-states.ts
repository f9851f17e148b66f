import { COMMAND_REFUSED } from '../../shared/contracts/run-action.ts';
import { COMMAND_ACCEPTED } from '../../shared/domain/run/accepted-command.ts';
import { MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import type { Catcher } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { awaitCall } from './await-call.ts';
import { NO_OUTPUT } from './call-states.ts';
import { CAUGHT } from './compile-try.ts';
import { guardCatchers, isTried } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { TRANSIENT_ERRORS, WAIT_RETRY } from './retries.ts';
import { nextVisit } from './scope.ts';

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
  /** Seconds that the source may take to report. */
  readonly timeoutSeconds?: number | undefined;
}

/** The names of the two states that stand by for a command. Inside a `try` nothing stands still: the author says what happens. */
export interface CommandStateNames {
  readonly wait: string;
  readonly standstill: string;
}

/**
 * Accepted: wait for the report. Refused, or out of reach after all retries: stand still.
 *
 * @param before how many actions stand before the command in its call: the states that follow go on with the command's own visit.
 */
export function commandCatchers(names: CommandStateNames, assembly: Assembly, before = 0): Catcher[] {
  const visit = before > 0 ? nextVisit(assembly.scope, before) : undefined;
  const accepted = { ErrorEquals: [COMMAND_ACCEPTED], ...(visit && { Assign: visit }), Next: names.wait };
  if (isTried(assembly)) return [accepted, ...guardCatchers(assembly, before + 1)];
  const Assign = { [assembly.scope.names.parked]: CAUGHT, ...visit };
  return [accepted, { ErrorEquals: [COMMAND_REFUSED, ...TRANSIENT_ERRORS], Assign, Next: names.standstill }];
}

/** Adds the states that stand by for a command. */
export function addCommandStates(command: CommandStep, names: CommandStateNames, assembly: Assembly): void {
  addWait(command, names, assembly);
  if (!isTried(assembly)) addStandstill(command, names.standstill, assembly);
}

/** The wait keeps the visit of the command that it waits for. `$event` stays the event that the run acts on. */
function addWait(command: CommandStep, names: CommandStateNames, assembly: Assembly): void {
  const { planned, next, timeoutSeconds = COMMAND_TIMEOUT_SECONDS } = command;
  const { record } = assembly.scope.names;
  const catchers = isTried(assembly) ? guardCatchers(assembly) : [notReported(timeoutSeconds, names, assembly)];
  assembly.add(
    names.wait,
    {
      Type: 'Task',
      Comment: `The source reports command.completed (${planned.pointer})`,
      ...awaitCall('command', planned.id, assembly),
      TimeoutSeconds: timeoutSeconds,
      Retry: [WAIT_RETRY],
      ...(catchers.length > 0 && { Catch: catchers }),
      Assign: {
        [record]: `{% $exists($states.result.record) ? $states.result.record : $${record} %}`,
        ...(planned.named && { [planned.id]: { branch: '{% $states.result.branch %}' } }),
        ...nextVisit(assembly.scope),
      },
      Output: NO_OUTPUT,
      Next: next,
    },
    { step: planned.id, kind: 'command', title: command.title },
  );
}

function notReported(timeoutSeconds: number, names: CommandStateNames, { scope }: Assembly): Catcher {
  const days = timeoutSeconds / 86_400;
  const time = Number.isInteger(days) ? `${days} days` : `${timeoutSeconds} seconds`;
  const parked = {
    error: 'CommandNotReported',
    cause: `The source accepted the command and did not report within ${time} that it is done.`,
  };
  return { ErrorEquals: ['States.Timeout'], Assign: { [scope.names.parked]: parked }, Next: names.standstill };
}

/** Until somebody says retry. The new visit gives the repeated command a key of its own. */
function addStandstill(command: CommandStep, name: string, assembly: Assembly): void {
  const { planned, action, entry } = command;
  const { parked } = assembly.scope.names;
  assembly.add(
    name,
    {
      Type: 'Task',
      Comment: `Somebody decides to try again (${planned.pointer})`,
      ...awaitCall('park', planned.id, assembly, {
        action,
        error: `{% $${parked}.error %}`,
        cause: `{% $${parked}.cause %}`,
      }),
      TimeoutSeconds: MAX_WAIT_SECONDS,
      Retry: [WAIT_RETRY],
      Assign: nextVisit(assembly.scope),
      Output: NO_OUTPUT,
      Next: entry,
    },
    { step: planned.id, kind: 'park', title: command.title },
  );
}
