import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { ExecutionStatus } from '../../shared/ports/state-machines.ts';

/** An execution as it is journalled. Where it stands is told by its strands. */
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
  /** The task of another execution that started this one. */
  readonly startedBy?: TaskAddress;
  /** Tasks that asked for its start while it ran, and wait for its end. */
  readonly joinedBy?: readonly TaskAddress[];
  readonly redriveCount?: number;
  /** ISO 8601 instant of the last redrive. */
  readonly redrivenAt?: string;
}

/** Which task, of which execution. */
export interface TaskAddress {
  readonly executionArn: string;
  readonly taskId: string;
  /** The task's result is the end of the execution that it started. */
  readonly waits: boolean;
}

/**
 * One line of control of an execution. The execution itself is the strand `ROOT`; a Parallel or Map state makes one for each branch or
 * item, which live until the state is left. After a failure they stay as they were, for a redrive.
 */
export interface Strand {
  /** `ROOT`, or the maker's id, `/` and the number of the branch or item. */
  readonly id: string;
  readonly status: 'pending' | 'running' | 'succeeded' | 'failed' | 'aborted';
  /** The event that the strand's next one follows. */
  readonly previousEventId: number;
  /** Where it stands; absent before it starts and after it succeeded. */
  readonly position?: Position;
  /** The item of a Map state that it works on. */
  readonly item?: Json;
  /** What came out, once it succeeded; of a failure that its Map state tolerates, error and cause. */
  readonly output?: Json;
}

/** The strand that every execution has. */
export const ROOT = '';

/** The id of a branch or item of a strand. */
export function childId(strandId: string, index: number): string {
  return `${strandId}/${index}`;
}

/** Of which strand a branch or item is which; undefined for the root. */
export function makerOf(strandId: string): { maker: string; index: number } | undefined {
  const slash = strandId.lastIndexOf('/');
  return slash < 0 ? undefined : { maker: strandId.slice(0, slash), index: Number(strandId.slice(slash + 1)) };
}

/** The state in which a strand stands, and what it waits for there. */
export interface Position {
  readonly state: string;
  readonly input: Json;
  /** The variables of its own scope. Those of the scopes around it are its makers'. */
  readonly variables: JsonObject;
  readonly enteredAt: string;
  readonly enteredEventId: number;
  /** The event that the entering followed. */
  readonly enteredAfterEventId: number;
  /** How often each retrier of the state was used, by its position; absent where a state can have none. */
  readonly retries?: Readonly<Record<string, number>>;
  readonly waiting: Waiting;
}

export type Waiting =
  | { readonly kind: 'task'; readonly task: PendingTask }
  /** A failed state will be tried again. `dueAt` in milliseconds since 1970. */
  | { readonly kind: 'retry'; readonly dueAt: number }
  | { readonly kind: 'wait'; readonly dueAt: number }
  /** A breath: much was done in one step, and the journal comes first. The state was not entered yet. */
  | { readonly kind: 'enter'; readonly dueAt: number }
  | { readonly kind: 'strands'; readonly group: StrandGroup }
  /** It failed here; a redrive begins here. */
  | { readonly kind: 'nothing' };

/** The strands that a Parallel or Map state has made. */
export interface StrandGroup {
  readonly size: number;
  /** The first so many have been started. */
  readonly started: number;
  readonly running: number;
  readonly failed: number;
  /** How many may run at a time. */
  readonly maxConcurrency: number;
  /** How many may fail; absent where the first failure is the state's own. */
  readonly toleratedFailures?: number;
}

/** A task that was scheduled and is not over. */
export interface PendingTask {
  readonly id: string;
  readonly resource: string;
  /** What the task is called with; dropped once it was submitted. */
  readonly parameters?: Json;
  /** Present on tasks that are answered by their token. */
  readonly token?: string;
  /** `scheduled`: the call is to be made (again, after a restart). `submitted`: it was made, the answer comes from elsewhere. */
  readonly phase: 'scheduled' | 'submitted';
  /** The execution that a submitted task waits for. */
  readonly childArn?: string;
  /** Milliseconds since 1970. */
  readonly timeoutAt?: number;
  readonly heartbeatAt?: number;
  readonly heartbeatSeconds?: number;
}

/** An execution with all of its strands. */
export interface Run {
  readonly execution: Execution;
  readonly strands: ReadonlyMap<string, Strand>;
}

/** The task that a strand waits for, if it does. */
export function taskOf({ status, position }: Strand): PendingTask | undefined {
  return status === 'running' && position?.waiting.kind === 'task' ? position.waiting.task : undefined;
}

/** The task with an id that is not over, and the strand that waits for it. */
export function findTask(
  strands: Iterable<Strand>,
  taskId: string,
): { task: PendingTask; strand: Strand; position: Position } | undefined {
  for (const strand of strands) {
    const task = taskOf(strand);
    if (task?.id === taskId && strand.position) return { task, strand, position: strand.position };
  }
  return undefined;
}

/** What happens to an execution from outside. */
export type Happening =
  /** With the execution's input as JSON text, which is within its limit. */
  | { readonly kind: 'started'; readonly inputText: string }
  | TaskHappening
  /** Time has come for something. */
  | { readonly kind: 'due' }
  | { readonly kind: 'stopped'; readonly error?: string; readonly cause?: string }
  /** A task of another execution waits for its end from now on. */
  | { readonly kind: 'joined'; readonly by: TaskAddress }
  /** It failed, timed out or was stopped, and shall go on where that was. */
  | { readonly kind: 'redriven' };

/** What happens to one of its tasks. */
export type TaskHappening =
  | { readonly kind: 'taskSucceeded'; readonly taskId: string; readonly output: Json }
  | { readonly kind: 'taskFailed'; readonly taskId: string; readonly error?: string; readonly cause?: string }
  /** The call of a task was made, and the answer to the task will come by its token or from the execution `childArn`. */
  | { readonly kind: 'taskSubmitted'; readonly taskId: string; readonly output: Json; readonly childArn?: string }
  | { readonly kind: 'heartbeat'; readonly taskId: string };
