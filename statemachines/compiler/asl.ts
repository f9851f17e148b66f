import type { Json, JsonObject } from '../../shared/domain/json/json.ts';

/** The part of the Amazon States Language (JSONata mode) that the compiler emits. */
export interface Machine {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State = TaskState | PassState | ChoiceState | SucceedState | FailState;

export interface TaskState {
  readonly Type: 'Task';
  readonly Comment?: string;
  readonly Resource: string;
  readonly Arguments: JsonObject;
  readonly TimeoutSeconds: number;
  readonly Retry: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Assign?: JsonObject;
  readonly Output?: Json;
  readonly Next: string;
}

export interface PassState {
  readonly Type: 'Pass';
  readonly Comment?: string;
  readonly Assign: JsonObject;
  readonly Output: Json;
  readonly Next: string;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Comment?: string;
  readonly Choices: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Default: string;
}

export interface SucceedState {
  readonly Type: 'Succeed';
  readonly Comment?: string;
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Comment?: string;
  readonly Error: string;
  readonly Cause: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy: 'FULL';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: JsonObject;
  readonly Next: string;
}

/** The states that can follow a state. */
export function successors(state: State): string[] {
  switch (state.Type) {
    case 'Task':
      return [state.Next, ...(state.Catch ?? []).map((catcher) => catcher.Next)];
    case 'Pass':
      return [state.Next];
    case 'Choice':
      return [...state.Choices.map((choice) => choice.Next), state.Default];
    default:
      return [];
  }
}
