import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { ExecutionAlreadyExistsError, StateMachineDoesNotExistError } from '../../shared/ports/state-machines.ts';
import { CommitFailedError } from '../store/local-database.ts';
import { describe, endForTask } from './describe.ts';
import { type Execution, findTask, type TaskAddress } from './execution.ts';
import type { Executor } from './executor.ts';
import { FunctionFailedError } from './function-failed-error.ts';
import { InvalidExecutionInputError, InvalidNameError } from './service-errors.ts';
import { CallUncertainError, type StartChild } from './task-calls.ts';

/** Executions that tasks of other executions start. */
export interface ChildExecutions {
  readonly start: StartChild;
  /** Hands the end of an execution to the task that waits for it, if there is one. */
  tellEnd(child: Execution): Promise<void>;
}

/** @param begin starts an execution, as StartExecution does. */
export function createChildExecutions(
  executor: Pick<Executor, 'alone' | 'run' | 'advance'>,
  begin: (execution: {
    stateMachineArn: string;
    name: string;
    input: JsonObject;
    startedBy: TaskAddress;
  }) => Promise<{ executionArn: string }>,
): ChildExecutions {
  return {
    async start(request, { id, origin, waits }) {
      const stateMachineArn = String(request.StateMachineArn);
      const name = typeof request.Name === 'string' ? request.Name : id;
      const startedBy = { executionArn: origin.executionArn, taskId: id, waits };
      const { executionArn } = await begin({ stateMachineArn, name, input: inputOf(request.Input), startedBy }).catch(
        (error: unknown) => {
          throw asServiceFailure(error);
        },
      );
      const child = executor.run(executionArn)?.execution;
      return { executionArn, startedAt: child ? describe(child).startedAt : '' };
    },
    async tellEnd(child) {
      if (child.status === 'RUNNING') return;
      for (const { executionArn, taskId } of waitingFor(child)) {
        await executor.alone(executionArn, async () => {
          const run = executor.run(executionArn);
          // Before the task is journalled as submitted, it does not know its child; it asks for the end then.
          const found = run && findTask(run.strands.values(), taskId);
          if (run && found?.task.childArn === child.arn) await executor.advance(run, endForTask(child, taskId));
        });
      }
    },
  };
}

/** Whether an execution was started or joined by a task, whose call is made again after a crash. */
export function isKnownTo({ startedBy, joinedBy = [] }: Execution, task: TaskAddress): boolean {
  return [startedBy, ...joinedBy].some((one) => one?.taskId === task.taskId);
}

function waitingFor({ startedBy, joinedBy = [] }: Execution): readonly TaskAddress[] {
  return [...(startedBy?.waits ? [startedBy] : []), ...joinedBy];
}

/** Input may be given as a value or as its JSON text. */
function inputOf(input: Json | undefined): JsonObject {
  if (typeof input !== 'string') return (input ?? {}) as JsonObject;
  try {
    return JSON.parse(input) as JsonObject;
  } catch {
    throw new FunctionFailedError(
      'StepFunctions.InvalidExecutionInputException',
      'Invalid State Machine Execution Input',
    );
  }
}

/** What StartExecution itself refuses. Tasks know its errors under the name of the service. */
const REFUSALS = [
  ExecutionAlreadyExistsError,
  StateMachineDoesNotExistError,
  InvalidNameError,
  InvalidExecutionInputError,
];

function asServiceFailure(error: unknown): unknown {
  if (error instanceof CommitFailedError) return new CallUncertainError(error.message, { cause: error });
  if (REFUSALS.some((refusal) => error instanceof refusal) && error instanceof Error) {
    return new FunctionFailedError(
      `StepFunctions.${error.name}Exception`,
      `${error.message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.name})`,
    );
  }
  return error;
}
