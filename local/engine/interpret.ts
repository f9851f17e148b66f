import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';
import { advance, end, enterState, goOn } from './advance.ts';
import type { Machine, TaskState, WaitState } from './asl.ts';
import {
  type Execution,
  findTask,
  type Happening,
  ROOT,
  type Run,
  type Strand,
  type TaskHappening,
} from './execution.ts';
import { isTooLarge, tooLarge } from './payload.ts';
import { redrive } from './redrive.ts';
import { HeartbeatTimeoutError, HistoryFullError, StateError } from './state-error.ts';
import { leaveTask, resourceOf, tellTask } from './states/task.ts';
import { leaveWait } from './states/wait.ts';
import { type Environment, Step } from './step.ts';
import { dueAtOfStrand, machineTimeoutAt } from './timeouts.ts';

/** What one happening makes of an execution. */
export interface Interpreted {
  readonly execution: Execution;
  /** Strands that are not as they were; undefined for those that are no more. */
  readonly changed: ReadonlyMap<string, Strand | undefined>;
  readonly history: readonly HistoryEvent[];
}

/**
 * The interpreter: an execution and what happens to it give the execution as it is then, every strand standing in a state where it
 * waits, or the execution ended. Nothing outside is touched; what was interpreted becomes true when the journal has it. A happening that
 * concerns a task which is over changes nothing.
 */
export async function interpret(
  machine: Machine,
  run: Run,
  what: { happening: Happening; environment: Environment },
): Promise<Interpreted> {
  const { happening, environment } = what;
  const step = new Step(machine, run, environment);
  if ((run.execution.status === 'RUNNING') === (happening.kind === 'redriven')) return interpreted(step);
  try {
    await happen(step, happening);
    await advance(step);
  } catch (error) {
    end(step, { status: 'FAILED', type: 'ExecutionFailed', ...failureOf(error) });
  }
  return interpreted(step);
}

function interpreted({ execution, changed, history }: Step): Interpreted {
  const last = history.at(-1);
  return { execution: last ? { ...execution, lastEventId: last.id } : execution, changed, history };
}

/** What ends an execution past every Catch. @throws whatever is no failure of the execution. */
function failureOf(error: unknown): { error: string | undefined; cause: string | undefined } {
  if (error instanceof HistoryFullError) {
    const cause = 'The execution reached the maximum number of history events (25000).';
    return { error: 'States.Runtime', cause };
  }
  if (error instanceof StateError) return { error: error.error, cause: error.reason };
  throw error;
}

async function happen(step: Step, happening: Happening): Promise<void> {
  switch (happening.kind) {
    case 'started': {
      const { input } = step.execution;
      step.put({ id: ROOT, status: 'running', previousEventId: 0 });
      const { inputText } = happening;
      step.tell(ROOT, 'ExecutionStarted', { input: inputText });
      step.agenda.push({ strand: ROOT, state: step.machine.StartAt, input, inputText, variables: {} });
      return;
    }
    case 'stopped':
      return end(step, { status: 'ABORTED', type: 'ExecutionAborted', error: happening.error, cause: happening.cause });
    case 'joined':
      step.execution = { ...step.execution, joinedBy: [...(step.execution.joinedBy ?? []), happening.by] };
      return;
    case 'redriven':
      return redrive(step);
    case 'due':
      return becomeDue(step);
    default:
      return taskHappens(step, happening);
  }
}

/** Something is due: the end of the execution's time, or what strands wait for, the longest overdue first. */
async function becomeDue(step: Step): Promise<void> {
  const { now } = step.environment;
  if (machineTimeoutAt(step.machine, step.execution) <= now) {
    return end(step, { status: 'TIMED_OUT', type: 'ExecutionTimedOut' });
  }
  const due = step
    .strands()
    .filter((strand) => dueAtOfStrand(strand) <= now)
    .sort((a, b) => dueAtOfStrand(a) - dueAtOfStrand(b));
  for (const { id } of due) {
    // What came before may have ended it, or the whole execution.
    const strand = step.strandIfAny(id);
    if (strand && step.execution.status === 'RUNNING' && dueAtOfStrand(strand) <= now)
      await strandBecomesDue(step, strand);
    await advance(step);
  }
}

async function strandBecomesDue(step: Step, { id, position }: Strand): Promise<void> {
  if (!position) return;
  const { waiting, state, input, variables } = position;
  switch (waiting.kind) {
    case 'enter':
      step.agenda.push({ strand: id, state, input, variables });
      return;
    case 'retry':
      return goOn(step, id, (found, standing) => enterState(step, found, standing));
    case 'wait':
      return goOn(step, id, (found, standing) => leaveWait(step, found as WaitState, standing));
    case 'task':
      return goOn(step, id, async (found) => {
        const { timeoutAt } = waiting.task;
        const timedOut = timeoutAt !== undefined && timeoutAt <= step.environment.now;
        const error = timedOut ? new StateError('States.Timeout', undefined) : new HeartbeatTimeoutError();
        const details = { error: error.error ?? '' };
        tellTask(step, resourceOf(found as TaskState), { strand: id, happening: 'TimedOut', details });
        throw error;
      });
  }
}

async function taskHappens(step: Step, happening: TaskHappening): Promise<void> {
  const found = findTask(step.strands(), happening.taskId);
  if (!found) return;
  const { task, strand, position } = found;
  const { id } = strand;
  const resource = resourceOf({ Resource: task.resource });
  switch (happening.kind) {
    case 'heartbeat':
      if (task.heartbeatSeconds === undefined) return;
      return step.place(
        { ...position, strand: id },
        { kind: 'task', task: { ...task, heartbeatAt: step.environment.now + task.heartbeatSeconds * 1_000 } },
      );
    case 'taskSubmitted': {
      if (task.phase === 'submitted') return;
      const { parameters: _parameters, ...rest } = task;
      const { output, childArn } = happening;
      tellTask(step, resource, { strand: id, happening: 'Submitted', details: { output: JSON.stringify(output) } });
      const submitted = { ...rest, phase: 'submitted' as const, ...(childArn !== undefined && { childArn }) };
      return step.place({ ...position, strand: id }, { kind: 'task', task: submitted });
    }
    case 'taskSucceeded': {
      const text = JSON.stringify(happening.output);
      if (isTooLarge(text))
        return taskFails(step, strand, tooLarge(resource.plainFunction ? resource.arn : resource.service));
      return goOn(step, id, (state, standing) => {
        tellTask(step, resource, { strand: id, happening: 'Succeeded', details: { output: text } });
        return leaveTask(step, state as TaskState, { standing, result: happening.output });
      });
    }
    case 'taskFailed':
      return taskFails(step, strand, new StateError(happening.error, happening.cause));
  }
}

function taskFails(step: Step, strand: Strand, failure: StateError): Promise<void> {
  const { error, reason } = failure;
  return goOn(step, strand.id, async (state) => {
    tellTask(step, resourceOf(state as TaskState), {
      strand: strand.id,
      happening: 'Failed',
      details: { ...(error !== undefined && { error }), ...(reason !== undefined && { cause: reason }) },
    });
    throw failure;
  });
}
