import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import { sameJson } from '../../shared/domain/record/record.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import {
  ExecutionAlreadyExistsError,
  ExecutionDoesNotExistError,
  type ExecutionStatusChange,
  type StateMachines,
  TaskDoesNotExistError,
  TaskTimedOutError,
} from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/database.ts';
import { dueAtOf, type Execution, type Happening } from './execution.ts';
import { createExpressions } from './expressions.ts';
import { interpret } from './interpret.ts';
import { type Journal, openJournal, statusChangeOf } from './journal.ts';
import { NAME_MEMORY_MILLISECONDS } from './limits.ts';
import { executionArnOf, type Machines, openMachines } from './machines.ts';
import { oneAfterTheOther } from './one-after-the-other.ts';
import { createStatusChanges } from './status-changes.ts';
import { newToken, readToken } from './task-token.ts';
import { createTaskWorkers, type InvokeFunction } from './task-workers.ts';
import { machineTimeoutAt } from './timeouts.ts';
import { startTimers, type Timers } from './timers.ts';

/** AWS Step Functions on one machine: the StateMachines port over a journal, for JSONata machines. */
export interface Engine extends StateMachines {
  /** Goes on with everything that was open when the process ended. Nothing runs before. */
  startUp(): Promise<void>;
  /** Takes up no new work, waits for running tasks up to that long, and leaves the rest for the next start. */
  drain(timeoutMilliseconds: number): Promise<void>;
}

export interface EngineOptions {
  readonly database: LocalDatabase;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly invokeFunction: InvokeFunction;
  /** Told of every end of an execution, at least once. */
  readonly onStatusChange: (change: ExecutionStatusChange) => Promise<void>;
  /** Functions called at the same time, 32 when absent. */
  readonly concurrency?: number;
  /** Called with faults of the engine's own background work (the disk is full, ...). */
  readonly onFault?: (error: unknown) => void;
}

/** Due executions handled in one go. */
const DUE_AT_ONCE = 200;

/** Makes an engine over the data folder's database. */
export function createEngine(options: EngineOptions): Engine {
  const { database, clock, ids } = options;
  const journal = openJournal(database);
  const machines = openMachines(database);
  const inOrder = oneAfterTheOther();
  const expressions = createExpressions({ uuid: randomUUID, random: () => ids.random() });
  const onFault = options.onFault ?? (() => {});
  let timers: Timers | undefined;
  let running = false;

  const changes = createStatusChanges({ journal, clock, onStatusChange: options.onStatusChange });
  const workers = createTaskWorkers({
    invoke: options.invokeFunction,
    concurrency: options.concurrency ?? 32,
    report: (arn, happening) => happen(arn, happening).catch(onFault),
  });

  /** Interprets, journals, and only then lets the effects be seen. */
  const advance = async (before: Execution, happening: Happening): Promise<void> => {
    const machine = machines.pinned(before.definition);
    const environment = {
      expressions,
      now: clock.now(),
      random: () => ids.random(),
      newTaskId: () => ids.newId(),
      newToken: (taskId: string) => newToken(ids, { executionArn: before.arn, taskId }),
    };
    const { execution, history } = await interpret(machine, before, { happening, environment });
    if (execution === before) return;
    const dueAt = dueAtOf(execution, machineTimeoutAt(machine, execution));
    const change = statusChangeOf(execution);
    const changeId = await journal.write({ execution, history, dueAt, change });
    if (dueAt !== undefined) timers?.expectAt(dueAt);
    if (change && changeId !== undefined && running) changes.tell(changeId, change);
    callFunction(execution);
  };
  const callFunction = ({ arn, position }: Execution): void => {
    if (running && position?.waiting.kind === 'task' && position.waiting.task.phase === 'scheduled') {
      workers.launch(arn, position.waiting.task);
    }
  };
  const happen = (arn: string, happening: Happening): Promise<void> =>
    inOrder(arn, async () => {
      const execution = journal.execution(arn);
      if (execution) await advance(execution, happening);
    });
  const answerTask = async (taskToken: string, toHappening: (taskId: string) => Happening): Promise<void> => {
    const { executionArn, taskId } = readToken(taskToken);
    return inOrder(executionArn, async () => {
      const execution = journal.execution(executionArn);
      if (!execution) throw new TaskDoesNotExistError('There is no task with this token.');
      const waiting = execution.position?.waiting;
      if (waiting?.kind !== 'task' || waiting.task.token !== taskToken)
        throw new TaskTimedOutError('The task is over.');
      await advance(execution, toHappening(taskId));
    });
  };
  const known = (arn: string): Execution => {
    const execution = journal.execution(arn);
    if (!execution) throw new ExecutionDoesNotExistError(`Execution ${arn} does not exist.`);
    return execution;
  };

  return {
    create: machines.create,
    update: machines.update,
    publish: machines.publish,
    deleteVersion: machines.deleteVersion,
    start: ({ stateMachineArn, name, input }) => {
      const arn = executionArnOf(stateMachineArn, name);
      return inOrder(arn, async () => {
        const exists = await existing({ journal, clock }, { arn, input });
        if (!exists)
          await advance(await newExecution(machines, clock, { arn, stateMachineArn, name, input }), {
            kind: 'started',
          });
        return { executionArn: arn };
      });
    },
    async stop({ executionArn, error, cause }) {
      known(executionArn);
      await happen(executionArn, {
        kind: 'stopped',
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      });
    },
    async describe(executionArn) {
      const { arn, machineArn, name, status, startedAt, stoppedAt, input, output, error, cause } = known(executionArn);
      return {
        executionArn: arn,
        stateMachineArn: machineArn,
        name,
        status,
        startedAt,
        input,
        ...(stoppedAt !== undefined && { stoppedAt }),
        ...(output !== undefined && { output }),
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      };
    },
    async history({ executionArn, limit, cursor }) {
      known(executionArn);
      const events = journal.history(executionArn, { after: Number(cursor ?? 0), limit });
      const last = events.at(-1);
      return { events, ...(events.length === limit && last && { next: String(last.id) }) };
    },
    sendTaskSuccess: ({ taskToken, output }) =>
      answerTask(taskToken, (taskId) => ({ kind: 'taskSucceeded', taskId, output })),
    sendTaskFailure: ({ taskToken, error, cause }) =>
      answerTask(taskToken, (taskId) => ({ kind: 'taskFailed', taskId, error, cause })),
    sendTaskHeartbeat: ({ taskToken }) => answerTask(taskToken, (taskId) => ({ kind: 'heartbeat', taskId })),
    async startUp() {
      running = true;
      timers = startTimers({
        clock,
        nextDueAt: journal.nextDueAt,
        handleDue: async (now) => {
          const due = journal.dueAt(now, DUE_AT_ONCE);
          const handled = await Promise.allSettled(due.map((arn) => happen(arn, { kind: 'due' })));
          for (const one of handled) if (one.status === 'rejected') onFault(one.reason);
          return handled.some((one) => one.status === 'fulfilled');
        },
      });
      for (const arn of journal.withTask()) callFunction(known(arn));
      changes.tellLeftovers();
    },
    async drain(timeoutMilliseconds) {
      running = false;
      timers?.stop();
      changes.stop();
      await workers.drain(timeoutMilliseconds);
    },
  };
}

/** True when the execution is there and runs with this input. @throws ExecutionAlreadyExistsError when its name may not be used again. */
async function existing(
  { journal, clock }: { journal: Journal; clock: Clock },
  { arn, input }: { arn: string; input: JsonObject },
): Promise<boolean> {
  const execution = journal.execution(arn);
  if (!execution) return false;
  if (execution.status === 'RUNNING' && sameJson(execution.input, input)) return true;
  const endedAt = execution.stoppedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(execution.stoppedAt);
  if (clock.now() - endedAt < NAME_MEMORY_MILLISECONDS)
    throw new ExecutionAlreadyExistsError(`Execution ${arn} exists already.`);
  await journal.forget(arn);
  return false;
}

async function newExecution(
  machines: Machines,
  clock: Clock,
  about: { arn: string; stateMachineArn: string; name: string; input: JsonObject },
): Promise<Execution> {
  const { arn, stateMachineArn, name, input } = about;
  return {
    arn,
    machineArn: stateMachineArn,
    definition: await machines.pin(stateMachineArn),
    name,
    status: 'RUNNING',
    startedAt: instantOf(clock),
    input,
    lastEventId: 0,
    previousEventId: 0,
  };
}
