import { randomUUID } from 'node:crypto';
import type { Clock } from '../../shared/ports/clock.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import {
  ExecutionDoesNotExistError,
  type ExecutionStatusChange,
  type StateMachines,
} from '../../shared/ports/state-machines.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import { type ArnPlace, LOCAL_PLACE } from './arns.ts';
import { createChildExecutions } from './child-executions.ts';
import { describe, statusChangeOf } from './describe.ts';
import type { Execution } from './execution.ts';
import { createExecutionCalls } from './execution-calls.ts';
import { type ExecutionList, listExecutions } from './execution-list.ts';
import { createExecutor } from './executor.ts';
import { createExpressions } from './expressions.ts';
import { createInsistence } from './insistence.ts';
import { openJournal } from './journal.ts';
import { openMachines } from './machines.ts';
import { createOpenWork } from './open-work.ts';
import { checkRedrive, isForgettable } from './service-rules.ts';
import { createStartExecution } from './start-execution.ts';
import { createStatusChanges } from './status-changes.ts';
import { createTaskAnswers, type TaskAnswers } from './task-answers.ts';
import type { CallService, InvokeFunction } from './task-calls.ts';
import { createTaskWorkers } from './task-workers.ts';
import { startTimers, type Timers } from './timers.ts';
import type { Diagnostic } from './validation/diagnostic.ts';
import { validateDefinition } from './validation/validate-definition.ts';

/** AWS Step Functions on one machine: the StateMachines port over a journal, for JSONata machines. */
export interface Engine extends Omit<StateMachines, keyof TaskAnswers>, TaskAnswers {
  /** All that keeps a definition from being created, as ValidateStateMachineDefinition tells it. */
  validate(definition: string): Promise<Validation>;
  /** A page of a machine's (or a version's) executions, those started last first. */
  list: ExecutionList;
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
  /** Calls made at the same time, 128 when absent. */
  readonly concurrency?: number;
  /** Called with faults of the engine's own background work (the disk is full, ...). */
  readonly onFault?: (error: unknown) => void;
  /** What the ARNs say of where this is. */
  readonly arns?: ArnPlace;
}

/** Due executions handled in one go. */
const DUE_AT_ONCE = 200;

/** Makes an engine over the data folder's database. */
export function createEngine(options: EngineOptions): Engine {
  const { database, clock, ids, onFault = () => {} } = options;
  const journal = openJournal(database);
  const machines = openMachines(database, options.arns ?? LOCAL_PLACE);
  const expressions = createExpressions({ uuid: randomUUID, random: () => ids.random(), now: () => clock.now() });
  const insistence = createInsistence({ clock, onFault });
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
      placed(execution, strands) {
        if (running) openWork.takeUp(execution, strands);
      },
      ended(execution, changeId) {
        const change = statusChangeOf(execution);
        if (!running) return;
        if (change && changeId !== undefined) changes.tell(changeId, change);
        void insistence.insist(() => children.tellEnd(execution));
      },
      abandoned(childArns) {
        if (running) openWork.stopAbandoned(childArns);
      },
    },
  });
  const changes = createStatusChanges({ journal, executor, insistence, onStatusChange: options.onStatusChange });
  const begin = createStartExecution({ executor, machines, clock });
  const children = createChildExecutions(executor, begin);
  const known = (arn: string): Execution => {
    const execution = executor.run(arn)?.execution;
    if (!execution) throw new ExecutionDoesNotExistError(`Execution Does Not Exist: '${arn}'`);
    return execution;
  };
  const redrive = (executionArn: string): Promise<void> =>
    executor.alone(executionArn, async () => {
      checkRedrive(known(executionArn), clock.now());
      const run = executor.run(executionArn);
      if (run) await executor.advance(run, { kind: 'redriven' });
    });
  const executionCalls = createExecutionCalls({ known, redrive, now: () => clock.now() });
  const workers = createTaskWorkers({
    services: { ...options, startChild: children.start, executionCalls },
    concurrency: options.concurrency ?? 128,
    clock,
    insistence,
    report: executor.happen,
  });
  const openWork = createOpenWork({ executor, journal, children, workers, insistence });
  const answers = createTaskAnswers(executor);
  const becomeDue = (arn: string): Promise<boolean> =>
    executor.alone(arn, async () => {
      const run = executor.run(arn);
      if (!run) return false;
      if (!isForgettable(run.execution, clock.now())) return executor.advance(run, { kind: 'due' });
      await executor.forget(arn);
      return true;
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
    redrive: ({ executionArn }) => redrive(executionArn),
    ...answers,
    async startUp() {
      running = true;
      timers = startTimers({
        clock,
        onFault,
        nextDueAt: journal.nextDueAt,
        handleDue: async (now) => {
          const handled = await Promise.allSettled(journal.dueAt(now, DUE_AT_ONCE).map(becomeDue));
          for (const one of handled) if (one.status === 'rejected') onFault(one.reason);
          return handled.some((one) => one.status === 'fulfilled' && one.value);
        },
      });
      openWork.takeUpAll();
      changes.tellLeftovers();
    },
    async drain(timeoutMilliseconds) {
      running = false;
      timers?.stop();
      await workers.drain(timeoutMilliseconds);
      insistence.stop();
      // What could not be removed is told again after the next start.
      await journal.flush().catch(onFault);
    },
  };
}
