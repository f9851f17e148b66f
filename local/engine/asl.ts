import type { Json, JsonObject } from '../../shared/domain/json/json.ts';

/** A state machine in the Amazon States Language, JSONata mode, after validation. */
export interface Machine {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
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

export interface PassState extends StateBase, Leading {
  readonly Type: 'Pass';
}

export interface TaskState extends StateBase, Leading {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: number | string;
  readonly HeartbeatSeconds?: number | string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
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

export type State = PassState | TaskState | ChoiceState | WaitState | SucceedState | FailState;

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
