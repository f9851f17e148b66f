import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { Machine, State, TaskState, WaitState } from './asl.ts';
import { nextCatch } from './catch.ts';
import { assignedText } from './data-flow.ts';
import type { Execution, Happening, HistoryLine, PendingTask, Position } from './execution.ts';
import { nextRetry } from './retry.ts';
import { QueryEvaluationError, StateError } from './state-error.ts';
import { enterChoice } from './states/choice.ts';
import { enterFail, enterSucceed } from './states/end-states.ts';
import type { Move } from './states/move.ts';
import { enterPass } from './states/pass.ts';
import { enterTask, leaveTask, tellTask } from './states/task.ts';
import { enterWait, leaveWait } from './states/wait.ts';
import { type Environment, payloadText, type Standing, Step } from './step.ts';
import { taskResource } from './task-resource.ts';
import { machineTimeoutAt } from './timeouts.ts';

/** What one happening makes of an execution. */
export interface Interpreted {
  readonly execution: Execution;
  readonly history: readonly HistoryLine[];
}

/**
 * The interpreter: an execution and what happens to it give the execution as it is then, standing in a state where it waits, or ended.
 * Nothing outside is touched; what was interpreted becomes true when the journal has it. A happening that concerns a task which is
 * over changes nothing.
 */
export async function interpret(
  machine: Machine,
  execution: Execution,
  what: { happening: Happening; environment: Environment },
): Promise<Interpreted> {
  const { happening, environment } = what;
  const step = new Step(machine, execution, environment);
  if (execution.status !== 'RUNNING') return step;
  try {
    await happen(step, happening);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    end(step, { status: 'FAILED', type: 'ExecutionFailed', error: error.error, cause: error.reason });
  }
  return step;
}

async function happen(step: Step, happening: Happening): Promise<void> {
  const { position } = step.execution;
  switch (happening.kind) {
    case 'started':
      step.tell('ExecutionStarted', { input: payloadText(step.execution.input, 'execution input') });
      return run(step, { next: step.machine.StartAt, input: step.execution.input, variables: {} });
    case 'stopped':
      return end(step, { status: 'ABORTED', type: 'ExecutionAborted', error: happening.error, cause: happening.cause });
    case 'due':
      return position && becomeDue(step, position);
    default:
      return position && taskHappens(step, position, happening);
  }
}

/** Enters state after state until one waits or the execution ends. */
async function run(step: Step, from: { next: string; input: Json; variables: JsonObject }): Promise<void> {
  let { next, input, variables } = from;
  for (;;) {
    const state = stateNamed(step.machine, next);
    const standing = enter(step, state, { name: next, input, variables });
    const move = await guarded(step, state, { standing, work: () => enterState(step, state, standing) });
    const onward = settle(step, state, { standing, move });
    if (!onward) return;
    ({ next, input, variables } = onward);
  }
}

function enter(step: Step, state: State, at: { name: string; input: Json; variables: JsonObject }): Standing {
  const { name, input, variables } = at;
  const enteredEventId = step.tell(`${state.Type}StateEntered`, { name, input: payloadText(input, 'state input') });
  return { state: name, input, variables, enteredAt: step.timestamp, enteredEventId, retries: {} };
}

function enterState(step: Step, state: State, standing: Standing): Promise<Move> {
  switch (state.Type) {
    case 'Pass':
      return enterPass(step, state, standing);
    case 'Task':
      return enterTask(step, state, standing);
    case 'Choice':
      return enterChoice(step, state, standing);
    case 'Wait':
      return enterWait(step, state, standing);
    case 'Succeed':
      return enterSucceed(step, state, standing);
    case 'Fail':
      return enterFail(step, state, standing);
  }
}

/** Work in a state whose failure goes the way of Retry and Catch. */
async function guarded(step: Step, state: State, at: { standing: Standing; work(): Promise<Move> }): Promise<Move> {
  try {
    return await at.work();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return recover(step, state, { standing: at.standing, error });
  }
}

/** Retry, then Catch, then the end of the execution. */
async function recover(step: Step, state: State, at: { standing: Standing; error: StateError }): Promise<Move> {
  const { standing, error } = at;
  if (error instanceof QueryEvaluationError) {
    const { location, reason } = error;
    step.tell('EvaluationFailed', { state: standing.state, error: error.error ?? '', cause: reason ?? '', location });
  }
  const { Retry, Catch } = state.Type === 'Task' ? state : {};
  const retry = nextRetry(Retry, error.error, { used: standing.retries, random: () => step.environment.random() });
  if (retry) {
    const retries = { ...standing.retries, [retry.retrier]: (standing.retries[retry.retrier] ?? 0) + 1 };
    return { kind: 'wait', retries, waiting: { kind: 'retry', dueAt: step.environment.now + retry.delayMilliseconds } };
  }
  return (
    (await nextCatch(step, Catch, { standing, error })) ?? { kind: 'fail', error: error.error, cause: error.reason }
  );
}

/** Makes a move true. Answers where to go on, or undefined when the execution waits or has ended. */
function settle(
  step: Step,
  state: State,
  at: { standing: Standing; move: Move },
): { next: string; input: Json; variables: JsonObject } | undefined {
  const { standing, move } = at;
  if (move.kind === 'fail') {
    end(step, { status: 'FAILED', type: 'ExecutionFailed', error: move.error, cause: move.cause });
    return undefined;
  }
  if (move.kind === 'wait') {
    const { waiting, retries = standing.retries } = move;
    step.execution = { ...step.execution, position: { ...standing, retries, waiting } };
    return undefined;
  }
  const { output, assigned, variables, next } = move;
  step.tell(`${state.Type}StateExited`, {
    name: standing.state,
    output: payloadText(output, 'state output'),
    ...assignedText(assigned),
  });
  if (next !== undefined) return { next, input: output, variables };
  end(step, { status: 'SUCCEEDED', type: 'ExecutionSucceeded', output });
  return undefined;
}

/** Ends the execution. */
function end(
  step: Step,
  how: {
    status: Execution['status'];
    type: string;
    output?: Json;
    error?: string | undefined;
    cause?: string | undefined;
  },
): void {
  const { status, type, output, error, cause } = how;
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  step.tell(type, { ...(output !== undefined && { output: JSON.stringify(output) }), ...failure });
  const { position: _, ...rest } = step.execution;
  step.execution = { ...rest, status, stoppedAt: step.timestamp, ...(output !== undefined && { output }), ...failure };
}

function stateNamed(machine: Machine, name: string): State {
  const state = machine.States[name];
  if (!state) throw new StateError('States.Runtime', `There is no state '${name}'.`);
  return state;
}

/** Goes on behind a state in which the execution stood. */
async function goOn(step: Step, position: Position, work: (state: State) => Promise<Move>): Promise<void> {
  const state = stateNamed(step.machine, position.state);
  const { waiting: _, ...standing } = position;
  const move = await guarded(step, state, { standing, work: () => work(state) });
  const onward = settle(step, state, { standing, move });
  if (onward) await run(step, onward);
}

/** Something is due: the end of the machine's time, of a wait or a pause before a retry, or a task's timeout or missed heartbeat. */
async function becomeDue(step: Step, position: Position): Promise<void> {
  const { now } = step.environment;
  if (machineTimeoutAt(step.machine, step.execution) <= now) {
    end(step, { status: 'TIMED_OUT', type: 'ExecutionTimedOut', error: 'States.Timeout' });
    return;
  }
  const { waiting } = position;
  if (waiting.kind === 'task') return taskBecomesDue(step, position, waiting.task);
  if (waiting.dueAt > now) return;
  await goOn(step, position, (state) => {
    const { waiting: _, ...standing } = position;
    return waiting.kind === 'retry' ? enterState(step, state, standing) : leaveWait(step, state as WaitState, standing);
  });
}

async function taskBecomesDue(step: Step, position: Position, task: PendingTask): Promise<void> {
  const { now } = step.environment;
  const late = (at: number | undefined) => at !== undefined && at <= now;
  if (!late(task.timeoutAt) && !late(task.heartbeatAt)) return;
  const error = late(task.timeoutAt) ? 'States.Timeout' : 'States.HeartbeatTimeout';
  await goOn(step, position, async () => {
    const resource = taskResource(task.resource);
    if (resource) tellTask(step, resource, 'TimedOut', { error });
    throw new StateError(error, undefined);
  });
}

async function taskHappens(
  step: Step,
  position: Position,
  happening: Exclude<Happening, { kind: 'started' | 'due' | 'stopped' }>,
): Promise<void> {
  const { waiting } = position;
  const resource = waiting.kind === 'task' ? taskResource(waiting.task.resource) : undefined;
  if (waiting.kind !== 'task' || waiting.task.id !== happening.taskId || !resource) return;
  const { task } = waiting;
  const wait = (changed: PendingTask) => {
    step.execution = { ...step.execution, position: { ...position, waiting: { kind: 'task', task: changed } } };
  };
  switch (happening.kind) {
    case 'heartbeat':
      if (task.heartbeatSeconds === undefined) return;
      return wait({ ...task, heartbeatAt: step.environment.now + task.heartbeatSeconds * 1_000 });
    case 'taskSubmitted':
      if (task.phase === 'submitted') return;
      tellTask(step, resource, 'Submitted', { output: payloadText(happening.output, 'task output') });
      return wait({ ...task, phase: 'submitted' });
    case 'taskSucceeded':
      return goOn(step, position, (state) => {
        const { waiting: _, ...standing } = position;
        tellTask(step, resource, 'Succeeded', { output: payloadText(happening.output, 'task output') });
        return leaveTask(step, state as TaskState, { standing, result: happening.output });
      });
    case 'taskFailed':
      return goOn(step, position, async () => {
        const { error, cause } = happening;
        tellTask(step, resource, 'Failed', {
          ...(error !== undefined && { error }),
          ...(cause !== undefined && { cause }),
        });
        throw new StateError(error, cause);
      });
  }
}
