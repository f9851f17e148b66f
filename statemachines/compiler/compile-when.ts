import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { WhenStep } from '../../shared/domain/workflow/definition.ts';
import { durationSeconds, MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import { type Assembly, CompileError } from './assembly.ts';
import { argumentsOf, INVOKE, INVOKE_AND_WAIT, NEXT_VISIT, placeOf, TASK_TOKEN } from './call-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { ACTION_RETRY, CALL_TIMEOUT_SECONDS, WAIT_RETRY } from './retries.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/** A wait while it is compiled: its own names and where it goes on. */
interface Waiting {
  readonly planned: PlannedStep;
  readonly step: WhenStep;
  readonly title: string;
  readonly next: string;
  readonly names: { readonly timeIsUp: string; readonly choice: string };
}

/** A Task that holds a token until one of the events came, a Task that asks which came first when the time is up, and a Choice. */
export function compileWhen(planned: PlannedStep, step: WhenStep, place: { next: string; assembly: Assembly }): void {
  const { next, assembly } = place;
  const title = stepTitle(step, assembly.target.catalogue);
  const names = {
    timeIsUp: assembly.newName(fitted('Time is up: ', title, '')),
    choice: assembly.newName(fitted('', title, ': which event came?')),
  };
  const waiting = { planned, step, title, next, names };
  addWait(waiting, assembly);
  addTimeIsUp(waiting, assembly);
  addChoice(waiting, assembly);
  for (const list of planned.nested) assembly.compileList(list, next);
}

function addWait({ planned, step, title, names }: Waiting, assembly: Assembly): void {
  assembly.add(
    assembly.entryOf(planned),
    {
      Type: 'Task',
      Comment: `Waits for one of ${step.when.length} events (${planned.pointer})`,
      Resource: INVOKE_AND_WAIT,
      Arguments: argumentsOf(assembly.target.functions.awaitEvent, {
        mode: 'event',
        ...placeOf(planned.id),
        token: TASK_TOKEN,
      }),
      TimeoutSeconds: timeoutSeconds(planned, step),
      Retry: [WAIT_RETRY],
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: names.timeIsUp }],
      Assign: answerTaken(planned, '$states.result'),
      Output: { branch: '{% $states.result.branch %}' },
      Next: names.choice,
    },
    { step: planned.id, kind: 'when', title },
  );
}

/** An event may have been taken just before the time was up: the same step and visit ask for it, so that it is not lost. */
function addTimeIsUp({ planned, title, names }: Waiting, assembly: Assembly): void {
  assembly.add(
    names.timeIsUp,
    {
      Type: 'Task',
      Comment: `Closes the wait, unless an event was faster (${planned.pointer})`,
      Resource: INVOKE,
      Arguments: argumentsOf(assembly.target.functions.awaitEvent, { mode: 'timeout', ...placeOf(planned.id) }),
      TimeoutSeconds: CALL_TIMEOUT_SECONDS,
      Retry: [ACTION_RETRY],
      Assign: answerTaken(planned, '$states.result.Payload'),
      Output: { branch: '{% $states.result.Payload.branch %}' },
      Next: names.choice,
    },
    { step: planned.id, kind: 'timeout', title },
  );
}

/** The numbered branches; what remains is the timeout. */
function addChoice({ planned, step, title, next, names }: Waiting, assembly: Assembly): void {
  const timeoutList = step.timeout && planned.nested.at(-1);
  const onTimeout = timeoutList
    ? assembly.entryOfList(timeoutList, next)
    : addNothingCame({ planned, title }, assembly);
  if (step.when.length === 0) throw new CompileError(`${planned.pointer}: a wait needs at least one event.`);
  assembly.add(
    names.choice,
    {
      Type: 'Choice',
      Choices: step.when.map((_, branch) => ({
        Condition: `{% $states.input.branch = ${branch} %}`,
        Next: assembly.entryOfList(planned.nested[branch] ?? [], next),
      })),
      Default: onTimeout,
    },
    { step: planned.id, kind: 'branch', title },
  );
}

function addNothingCame({ planned, title }: Pick<Waiting, 'planned' | 'title'>, assembly: Assembly): string {
  const name = assembly.newName(fitted('', title, ': nothing came'));
  const cause = `${title}: none of the events came within a year, and the workflow does not say what to do then.`;
  assembly.add(
    name,
    { Type: 'Fail', Error: 'WorkflowFailed', Cause: cause },
    { step: planned.id, kind: 'expired', title },
  );
  return name;
}

/** `event` and `record` are answered only where an event was taken. */
function answerTaken(planned: PlannedStep, answer: string): JsonObject {
  return {
    event: `{% $exists(${answer}.event) ? ${answer}.event : $event %}`,
    record: `{% $exists(${answer}.record) ? ${answer}.record : $record %}`,
    ...(planned.named && { [planned.id]: { branch: `{% ${answer}.branch %}` } }),
    ...NEXT_VISIT,
  };
}

function timeoutSeconds(planned: PlannedStep, step: WhenStep): number {
  if (!step.timeout) return MAX_WAIT_SECONDS;
  const seconds = durationSeconds(step.timeout.after);
  if (!seconds || seconds > MAX_WAIT_SECONDS) {
    throw new CompileError(
      `${planned.pointer}/timeout/after: ${step.timeout.after} is no duration from 1 second to 1 year.`,
    );
  }
  return seconds;
}
