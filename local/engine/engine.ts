import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import {
  ExecutionDoesNotExistError,
  type ExecutionStatusChange,
  type StateMachines,
  TaskDoesNotExistError,
  TaskTimedOutError,
} from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/database.ts';
import { type ArnPlace, executionArnOf, LOCAL_PLACE } from './arns.ts';
import { createChildExecutions, isKnownTo } from './child-executions.ts';
import { describe } from './describe.ts';
import { type Execution, findTask, type Happening, type Strand, type TaskAddress, taskOf } from './execution.ts';
import { type ExecutionList, listExecutions } from './execution-list.ts';
import { createExecutor } from './executor.ts';
import { createExpressions } from './expressions.ts';
import { createInsistence } from './insistence.ts';
import { openJournal, statusChangeOf } from './journal.ts';
import { openMachines } from './machines.ts';
import { isTooLarge } from './payload.ts';
import { InvalidOutputError } from './service-errors.ts';
import { checkRedrive, checkStart, isForgettable, nameInUse } from './service-rules.ts';
import { createStatusChanges } from './status-changes.ts';
import type { CallService, InvokeFunction } from './task-calls.ts';
import { readToken } from './task-token.ts';
import { createTaskWorkers } from './task-workers.ts';
import { startTimers, type Timers } from './timers.ts';
import type { Diagnostic } from './validation/diagnostic.ts';
import { validateDefinition } from './validation/validate-definition.ts';

/** AWS Step Functions on one machine: the StateMachines port over a journal, for JSONata machines. */
export interface Engine extends StateMachines {
  /** As the port has it; error and cause may be missing, as in AWS's own call. */
  sendTaskFailure(answer: { taskToken: string; error?: string; cause?: string }): Promise<void>;
  /** All that keeps a definition from being created, as ValidateStateMachineDefinition tells it. */
  validate(definition: string): Promise<Validation>;
  /** A page of a machine's (or a version's) executions, those started last first. */
  list: ExecutionList;
  /**
   * Lets an execution that failed, timed out or was stopped go on where that was.
   *
   * @throws ExecutionDoesNotExistError @throws ExecutionNotRedrivableError
   */
  redrive(execution: { executionArn: string }): Promise<void>;
  /** Goes on with everything that was open when the process ended. Nothing runs before. */
  startUp(): Promise<void>;
  /** Takes up no new work, waits for running tasks up to that long, and leaves the rest for the next start. */
  drain(timeoutMilliseconds: number): Promise<void>;
}

/** What came of looking at a definition. */
export interface Validation {
  readonly result: 'OK' | 'FAIL';
  /** Each of them is an error. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface EngineOptions {
  readonly database: LocalDatabase;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly invokeFunction: InvokeFunction;
  /** What `sqs:sendMessage` and `sns:publish` call; without it such tasks fail. */
  readonly sendMessage?: CallService;
  readonly publishMessage?: CallService;
  /** Told of every end of an execution, at least once. */
  readonly onStatusChange: (change: ExecutionStatusChange) => Promise<void>;
  /** Calls made at the same time, 32 when absent. */
  readonly concurrency?: number;
  /** Called with faults of the engine's own background work (the disk is full, ...). */
  readonly onFault?: (error: unknown) => void;
  /** What the ARNs say of where this is. */
  readonly arns?: ArnPlace;
}

/** Due executions handled in one go. */
const DUE_AT_ONCE = 200;
/** Executions with an open task that are taken up in one go after a start. */
const TAKEN_UP_AT_ONCE = 500;

/** Makes an engine over the data folder's database. */
export function createEngine(options: EngineOptions): Engine {
  const { database, clock, ids, onFault = () => {} } = options;
  const journal = openJournal(database);
  const machines = openMachines(database, options.arns ?? LOCAL_PLACE);
  const expressions = createExpressions({ uuid: randomUUID, random: () => ids.random(), now: () => clock.now() });
  const insistence = createInsistence({ clock, onFault });
  const changes = createStatusChanges({ journal, insistence, onStatusChange: options.onStatusChange });
  let timers: Timers | undefined;
  let running = false;

  const executor = createExecutor({
    journal,
    machines,
    expressions,
    clock,
    ids,
    effects: {
      expectAt: (dueAt) => timers?.expectAt(dueAt),
      placed: (execution, strands) => takeUp(execution, strands),
      ended(execution, changeId) {
        const change = statusChangeOf(execution);
        if (!running) return;
        if (change && changeId !== undefined) changes.tell(changeId, change);
        void insistence.insist(() => children.tellEnd(execution));
      },
      abandoned: (childArns) => stopAbandoned(childArns),
    },
  });
  const stopAbandoned = (childArns: readonly string[]): void => {
    if (!running) return;
    for (const arn of childArns) {
      void insistence
        .insist(() => executor.happen(arn, { kind: 'stopped' }))
        .then((done) => done && journal.removeAbandoned(arn));
    }
  };
  const begin = async (about: {
    stateMachineArn: string;
    name: string;
    input: JsonObject;
    startedBy?: TaskAddress;
  }): Promise<{ executionArn: string }> => {
    checkStart(about);
    const { stateMachineArn, name, input, startedBy } = about;
    const arn = executionArnOf(stateMachineArn, name);
    return executor.alone(arn, async () => {
      const run = executor.run(arn);
      if (run && startedBy && isKnownTo(run.execution, startedBy)) return { executionArn: arn };
      if (run && nameInUse(run.execution, { input, now: clock.now() }) === 'same') {
        if (startedBy?.waits) await executor.advance(run, { kind: 'joined', by: startedBy });
        return { executionArn: arn };
      }
      if (run) await executor.forget(arn);
      const execution: Execution = {
        arn,
        machineArn: stateMachineArn,
        definition: await machines.pin(stateMachineArn),
        name,
        status: 'RUNNING',
        startedAt: instantOf(clock),
        input,
        lastEventId: 0,
        ...(startedBy && { startedBy }),
      };
      await executor.advance({ execution, strands: new Map() }, { kind: 'started' });
      return { executionArn: arn };
    });
  };
  const children = createChildExecutions(executor, begin);
  const workers = createTaskWorkers({
    services: { ...options, startChild: children.start },
    concurrency: options.concurrency ?? 32,
    insistence,
    report: executor.happen,
  });
  const takeUp = ({ arn }: Execution, strands: Iterable<Strand>): void => {
    if (!running) return;
    for (const strand of strands) {
      const task = taskOf(strand);
      const child = task?.childArn === undefined ? undefined : executor.run(task.childArn)?.execution;
      if (child) void insistence.insist(() => children.tellEnd(child));
      if (task?.phase !== 'scheduled') continue;
      const { token } = task;
      const state = strand.position?.state ?? '';
      workers.launch(task, { executionArn: arn, state, ...(token !== undefined && { taskToken: token }) });
    }
  };
  const answerTask = async (taskToken: string, toHappening: (taskId: string) => Happening): Promise<void> => {
    const { executionArn, taskId } = readToken(taskToken);
    return executor.alone(executionArn, async () => {
      const run = executor.run(executionArn);
      if (!run) throw new TaskDoesNotExistError("Task Does Not Exist: 'There is no task with this token'");
      const open =
        run.execution.status === 'RUNNING' && findTask(run.strands.values(), taskId)?.task.token === taskToken;
      if (!open) throw new TaskTimedOutError("Task Timed Out: 'Provided task does not exist anymore'");
      await executor.advance(run, toHappening(taskId));
    });
  };
  const known = (arn: string): Execution => {
    const execution = executor.run(arn)?.execution;
    if (!execution) throw new ExecutionDoesNotExistError(`Execution Does Not Exist: '${arn}'`);
    return execution;
  };
  const becomeDue = (arn: string): Promise<void> =>
    executor.alone(arn, async () => {
      const run = executor.run(arn);
      if (run && isForgettable(run.execution, clock.now())) return executor.forget(arn);
      if (run) await executor.advance(run, { kind: 'due' });
    });

  return {
    create: machines.create,
    async validate(definition) {
      const diagnostics = validateDefinition(definition);
      return { result: diagnostics.length > 0 ? 'FAIL' : 'OK', diagnostics };
    },
    update: machines.update,
    publish: machines.publish,
    deleteVersion: machines.deleteVersion,
    start: begin,
    async stop({ executionArn, error, cause }) {
      known(executionArn);
      const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
      await executor.happen(executionArn, { kind: 'stopped', ...why });
    },
    describe: async (executionArn) => describe(known(executionArn)),
    async history({ executionArn, limit, cursor }) {
      known(executionArn);
      const events = journal.history(executionArn, { after: Number(cursor ?? 0), limit });
      const last = events.at(-1);
      return { events, ...(events.length === limit && last && { next: String(last.id) }) };
    },
    list: listExecutions(database),
    redrive: ({ executionArn }) =>
      executor.alone(executionArn, async () => {
        checkRedrive(known(executionArn), clock.now());
        const run = executor.run(executionArn);
        if (run) await executor.advance(run, { kind: 'redriven' });
      }),
    async sendTaskSuccess({ taskToken, output }) {
      if (isTooLarge(JSON.stringify(output)))
        throw new InvalidOutputError("Invalid Output: 'The output is larger than 262144 bytes'");
      await answerTask(taskToken, (taskId) => ({ kind: 'taskSucceeded', taskId, output }));
    },
    sendTaskFailure: ({ taskToken, error, cause }) =>
      answerTask(taskToken, (taskId) => ({
        kind: 'taskFailed',
        taskId,
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      })),
    sendTaskHeartbeat: ({ taskToken }) => answerTask(taskToken, (taskId) => ({ kind: 'heartbeat', taskId })),
    async startUp() {
      running = true;
      timers = startTimers({
        clock,
        onFault,
        nextDueAt: journal.nextDueAt,
        handleDue: async (now) => {
          const handled = await Promise.allSettled(journal.dueAt(now, DUE_AT_ONCE).map(becomeDue));
          for (const one of handled) if (one.status === 'rejected') onFault(one.reason);
          return handled.some((one) => one.status === 'fulfilled');
        },
      });
      let page = journal.withTask(0, TAKEN_UP_AT_ONCE);
      for (let last = page.at(-1); last; last = page.at(-1)) {
        for (const { arn } of page) takeUp(known(arn), executor.run(arn)?.strands.values() ?? []);
        page = journal.withTask(last.number, TAKEN_UP_AT_ONCE);
      }
      stopAbandoned(journal.abandoned());
      changes.tellLeftovers();
    },
    async drain(timeoutMilliseconds) {
      running = false;
      timers?.stop();
      await workers.drain(timeoutMilliseconds);
      insistence.stop();
      await journal.flush();
    },
  };
}
