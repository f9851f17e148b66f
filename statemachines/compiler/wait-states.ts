import type { JsonObject } from '../../shared/domain/json/json.ts';
import { NOTHING_CAME } from '../../shared/domain/run/error-names.ts';
import type { TimeLimit } from '../../shared/domain/workflow/definition.ts';
import { DEFAULT_WAIT_SECONDS, durationSeconds, MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import { type Assembly, CompileError } from './assembly.ts';
import { awaitCall } from './await-call.ts';
import { argumentsOf, INVOKE, placeOf } from './call-states.ts';
import { guardCatchers } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { ACTION_RETRY, CALL_TIMEOUT_SECONDS, WAIT_RETRY } from './retries.ts';
import { nextVisit } from './scope.ts';
import { fitted } from './state-names.ts';

/** A wait for events while it is compiled. */
export interface Waiting {
  readonly planned: PlannedStep;
  readonly title: string;
  /** What it waits for, for the comment. */
  readonly what: string;
  readonly timeout: TimeLimit | undefined;
  /** The state that holds the token. */
  readonly wait: string;
  /** The state after it. Its input is `{ branch }`: the number of the branch taken, or `timeout`. */
  readonly after: string;
  /** The step's result says which branch was taken. */
  readonly keepsBranch: boolean;
}

/** Adds a Task that holds a token until one of the events came, and a Task that asks which came first when the time is up. */
export function addWaitStates(waiting: Waiting, assembly: Assembly): void {
  const timeIsUp = assembly.newName(fitted('Time is up: ', waiting.title, ''));
  addWait(waiting, timeIsUp, assembly);
  addTimeIsUp(waiting, timeIsUp, assembly);
}

function addWait(waiting: Waiting, timeIsUp: string, assembly: Assembly): void {
  const { planned, title, what, wait, after } = waiting;
  assembly.add(
    wait,
    {
      Type: 'Task',
      Comment: `Waits for ${what} (${planned.pointer})`,
      ...awaitCall('event', planned.id, assembly),
      TimeoutSeconds: timeoutSeconds(waiting),
      Retry: [WAIT_RETRY],
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: timeIsUp }, ...guardCatchers(assembly)],
      Assign: answerTaken(waiting, '$states.result', assembly),
      Output: { branch: '{% $states.result.branch %}' },
      Next: after,
    },
    { step: planned.id, kind: 'when', title },
  );
}

/** An event may have been taken just before the time was up: the same step and visit ask for it, so that it is not lost. */
function addTimeIsUp(waiting: Waiting, name: string, assembly: Assembly): void {
  const { planned, title, after } = waiting;
  const catchers = guardCatchers(assembly);
  assembly.add(
    name,
    {
      Type: 'Task',
      Comment: `Closes the wait, unless an event was faster (${planned.pointer})`,
      Resource: INVOKE,
      Arguments: argumentsOf(assembly.target.functions.awaitEvent, {
        mode: 'timeout',
        ...placeOf(planned.id, assembly.scope),
      }),
      TimeoutSeconds: CALL_TIMEOUT_SECONDS,
      Retry: [ACTION_RETRY],
      ...(catchers.length > 0 && { Catch: catchers }),
      Assign: answerTaken(waiting, '$states.result.Payload', assembly),
      Output: { branch: '{% $states.result.Payload.branch %}' },
      Next: after,
    },
    { step: planned.id, kind: 'timeout', title },
  );
}

/** Where the run goes on when nothing came: the author's steps, else a failure with its reason. */
export function onTimeout(waiting: Waiting, next: string, assembly: Assembly): string {
  const { planned, title, timeout } = waiting;
  const list = timeout && planned.nested.at(-1);
  if (list) return assembly.entryOfList(list, next);
  const name = assembly.newName(fitted('', title, ': nothing came'));
  const cause = `${title}: none of the events came within 364 days, and the workflow does not say what to do then.`;
  const origin = { step: planned.id, kind: 'expired', title };
  const { guard } = assembly;
  if (!guard) {
    assembly.add(name, { Type: 'Fail', Error: NOTHING_CAME, Cause: cause }, origin);
    return name;
  }
  const assign =
    guard.assign && Object.fromEntries(Object.keys(guard.assign).map((id) => [id, { error: NOTHING_CAME, cause }]));
  assembly.add(name, { Type: 'Pass', ...(assign && { Assign: assign }), Output: {}, Next: guard.next }, origin);
  return name;
}

/** `event` and `record` are answered only where an event was taken. */
function answerTaken({ planned, keepsBranch }: Waiting, answer: string, { scope }: Assembly): JsonObject {
  const { event, record } = scope.names;
  return {
    [event]: `{% $exists(${answer}.event) ? ${answer}.event : $${event} %}`,
    [record]: `{% $exists(${answer}.record) ? ${answer}.record : $${record} %}`,
    ...(planned.named && keepsBranch && { [planned.id]: { branch: `{% ${answer}.branch %}` } }),
    ...nextVisit(scope),
  };
}

function timeoutSeconds({ planned, timeout }: Waiting): number {
  if (!timeout) return DEFAULT_WAIT_SECONDS;
  const seconds = durationSeconds(timeout.after);
  if (!seconds || seconds > MAX_WAIT_SECONDS) {
    throw new CompileError(
      `${planned.pointer}/timeout/after: ${timeout.after} is no duration from 1 second to 1 year.`,
    );
  }
  return seconds;
}
