import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { ExecutionStatus } from '../../shared/ports/state-machines.ts';

/** An execution as it is journalled: everything that is needed to go on after a restart. */
export interface Execution {
  readonly arn: string;
  /** The version (or machine) that it was started from. */
  readonly machineArn: string;
  /** The key of the definition that it runs, whatever becomes of the machine. */
  readonly definition: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** ISO 8601 instants. */
  readonly startedAt: string;
  readonly stoppedAt?: string;
  readonly input: JsonObject;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly lastEventId: number;
  /** The event that the next one follows. */
  readonly previousEventId: number;
  /** Absent once the execution has ended. */
  readonly position?: Position;
}

/** The state in which an execution stands, and what it waits for there. */
export interface Position {
  readonly state: string;
  readonly input: Json;
  readonly variables: JsonObject;
  readonly enteredAt: string;
  readonly enteredEventId: number;
  /** How often each retrier of the state was used, by its position. */
  readonly retries: Readonly<Record<string, number>>;
  readonly waiting: Waiting;
}

export type Waiting =
  | { readonly kind: 'task'; readonly task: PendingTask }
  /** A failed task will be tried again. `dueAt` in milliseconds since 1970. */
  | { readonly kind: 'retry'; readonly dueAt: number }
  | { readonly kind: 'wait'; readonly dueAt: number };

/** A task that was scheduled and is not over. */
export interface PendingTask {
  readonly id: string;
  readonly resource: string;
  readonly functionName: string;
  readonly payload: Json;
  /** Present on tasks that are answered by their token. */
  readonly token?: string;
  /** `scheduled`: the function is to be called (again, after a restart). `submitted`: it was called, the answer comes by the token. */
  readonly phase: 'scheduled' | 'submitted';
  /** Milliseconds since 1970. */
  readonly timeoutAt?: number;
  readonly heartbeatAt?: number;
  readonly heartbeatSeconds?: number;
}

/** The moment at which something is due without anybody asking, in milliseconds since 1970. */
export function dueAtOf({ position }: Execution, machineTimeoutAt: number): number | undefined {
  if (!position) return undefined;
  const { waiting } = position;
  const own = waiting.kind === 'task' ? [waiting.task.timeoutAt, waiting.task.heartbeatAt] : [waiting.dueAt];
  return Math.min(machineTimeoutAt, ...own.map((at) => at ?? Number.POSITIVE_INFINITY));
}

/** What happens to an execution from outside. */
export type Happening =
  | { readonly kind: 'started' }
  | { readonly kind: 'taskSucceeded'; readonly taskId: string; readonly output: Json }
  | { readonly kind: 'taskFailed'; readonly taskId: string; readonly error?: string; readonly cause?: string }
  /** The function of a task with a token was called and answered. */
  | { readonly kind: 'taskSubmitted'; readonly taskId: string; readonly output: Json }
  | { readonly kind: 'heartbeat'; readonly taskId: string }
  /** Time has come for something. */
  | { readonly kind: 'due' }
  | { readonly kind: 'stopped'; readonly error?: string; readonly cause?: string };

/** A line of the history to be written. */
export interface HistoryLine {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: string;
  readonly details: JsonObject;
}
