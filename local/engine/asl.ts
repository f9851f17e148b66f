import type { Json, JsonObject } from '../../shared/domain/json/json.ts';

/** States that lead from one to the next: a whole machine, a branch, or what happens to each item of a Map. */
export interface Program {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A state machine in the Amazon States Language, JSONata mode, after validation. */
export interface Machine extends Program {
  readonly Comment?: string;
  readonly TimeoutSeconds?: number;
}

interface StateBase {
  readonly Comment?: string;
  readonly Assign?: JsonObject;
  readonly Output?: Json;
}

/** Where a state leads. Exactly one of the two is there. */
interface Leading {
  readonly Next?: string;
  readonly End?: boolean;
}

/** States whose failure may be tried again or caught. */
interface Recovering {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface PassState extends StateBase, Leading {
  readonly Type: 'Pass';
}

export interface TaskState extends StateBase, Leading, Recovering {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: number | string;
  readonly HeartbeatSeconds?: number | string;
}

export interface ChoiceState extends StateBase {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface ChoiceRule extends Pick<StateBase, 'Assign' | 'Output'> {
  readonly Condition: string | boolean;
  readonly Next: string;
}

export interface WaitState extends StateBase, Leading {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
}

export interface SucceedState extends StateBase {
  readonly Type: 'Succeed';
}

export interface FailState extends StateBase {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly Cause?: string;
}

export interface ParallelState extends StateBase, Leading, Recovering {
  readonly Type: 'Parallel';
  readonly Branches: readonly Program[];
  readonly Arguments?: Json;
}

export interface MapState extends StateBase, Leading, Recovering {
  readonly Type: 'Map';
  readonly ItemProcessor: Program;
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number | string;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailurePercentage?: number | string;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher extends Pick<StateBase, 'Assign' | 'Output'> {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}
