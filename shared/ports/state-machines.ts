import type { Json, JsonObject } from '../domain/json/json.ts';
import type { HistoryEvent } from '../domain/run/history-event.ts';

/** AWS Step Functions as far as Werkstroom uses it: standard machines in JSONata mode, published versions, executions, task tokens. */
export interface StateMachines {
  /**
   * Creates a state machine. The same name and definition again answers the same machine.
   *
   * @throws InvalidDefinitionError when the definition is not acceptable; its message says where and why.
   * @throws StateMachineAlreadyExistsError when the name is taken with another definition.
   */
  create(machine: { name: string; definition: string }): Promise<{ stateMachineArn: string }>;
  /** Replaces the definition for executions started from now on. Running executions are not touched. */
  update(machine: { stateMachineArn: string; definition: string }): Promise<void>;
  /** Publishes the present definition as an immutable version; the newest version again when nothing changed since. */
  publish(machine: { stateMachineArn: string }): Promise<{ stateMachineVersionArn: string }>;
  /** Executions that run keep their version. No error when there is none. */
  deleteVersion(stateMachineVersionArn: string): Promise<void>;

  /**
   * Starts an execution of a version (or of the machine's present definition). The same name with the same input while it runs answers the same execution.
   *
   * @throws ExecutionAlreadyExistsError when the name was used within 90 days with another input or by an execution that ended.
   * @throws ThrottledError when the service asks to slow down.
   */
  start(execution: { stateMachineArn: string; name: string; input: JsonObject }): Promise<{ executionArn: string }>;
  /** Ends the execution as ABORTED. No error when it ended already. @throws ExecutionDoesNotExistError */
  stop(execution: { executionArn: string; error?: string; cause?: string }): Promise<void>;
  /**
   * Lets an execution that did not succeed go on at the steps that failed, within 14 days.
   *
   * @throws ExecutionNotRedrivableError @throws ExecutionDoesNotExistError
   */
  redrive(execution: { executionArn: string }): Promise<void>;
  /** @throws ExecutionDoesNotExistError */
  describe(executionArn: string): Promise<ExecutionDescription>;
  /** One page of the history, oldest first. @throws ExecutionDoesNotExistError */
  history(query: {
    executionArn: string;
    limit: number;
    cursor?: string;
  }): Promise<{ events: readonly HistoryEvent[]; next?: string }>;

  /** @throws TaskTimedOutError @throws TaskDoesNotExistError @throws InvalidTokenError @throws ThrottledError */
  sendTaskSuccess(answer: { taskToken: string; output: Json }): Promise<void>;
  /** @throws TaskTimedOutError @throws TaskDoesNotExistError @throws InvalidTokenError @throws ThrottledError */
  sendTaskFailure(answer: { taskToken: string; error: string; cause: string }): Promise<void>;
  /** @throws TaskTimedOutError @throws TaskDoesNotExistError @throws InvalidTokenError @throws ThrottledError */
  sendTaskHeartbeat(answer: { taskToken: string }): Promise<void>;
}

/** As Step Functions names it. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** ISO 8601 instants. */
  readonly startedAt: string;
  readonly stoppedAt?: string;
  readonly input: JsonObject;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** What EventBridge tells of an execution ("Step Functions Execution Status Change"); the one-machine engine emits the same. */
export interface ExecutionStatusChange {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly input: JsonObject;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** The definition was refused. */
export class InvalidDefinitionError extends Error {
  override readonly name = 'InvalidDefinition';
}
/** The name is taken by a machine with another definition. */
export class StateMachineAlreadyExistsError extends Error {
  override readonly name = 'StateMachineAlreadyExists';
}
/** No machine or version has this ARN. */
export class StateMachineDoesNotExistError extends Error {
  override readonly name = 'StateMachineDoesNotExist';
}
/** The execution name was used within 90 days with another input, or its execution ended. */
export class ExecutionAlreadyExistsError extends Error {
  override readonly name = 'ExecutionAlreadyExists';
}
/** No execution has this ARN. */
export class ExecutionDoesNotExistError extends Error {
  override readonly name = 'ExecutionDoesNotExist';
}
/** The execution runs, succeeded, ended more than 14 days ago, or has no room left in its history. */
export class ExecutionNotRedrivableError extends Error {
  override readonly name = 'ExecutionNotRedrivable';
}
/** The task's timeout struck, its execution ended, or it was answered already. */
export class TaskTimedOutError extends Error {
  override readonly name = 'TaskTimedOut';
}
/** No task has this token (any more). */
export class TaskDoesNotExistError extends Error {
  override readonly name = 'TaskDoesNotExist';
}
/** The token is not one of ours. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidToken';
}
