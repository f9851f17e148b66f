import type { Json, JsonObject } from '../../shared/domain/json/json.ts';

/** The part of the Amazon States Language (JSONata mode) that the compiler emits. */
export interface Machine extends Section {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
}

/** States with a first one: a machine, a branch of a Parallel state, or what a Map state does with an item. */
export interface Section {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | ParallelState
  | MapState
  | SucceedState
  | FailState;

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
  readonly Assign?: JsonObject;
  readonly Output?: Json;
  readonly Next?: string;
  /** Only where `Next` is absent. */
  readonly End?: true;
}

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Comment?: string;
  readonly Choices: readonly ChoiceRule[];
  readonly Default: string;
  /** Where no rule holds. */
  readonly Assign?: JsonObject;
  readonly Output?: Json;
}

export interface ChoiceRule {
  readonly Condition: string;
  readonly Assign?: JsonObject;
  readonly Next: string;
}

export interface WaitState {
  readonly Type: 'Wait';
  readonly Comment?: string;
  /** Exactly one of the two. */
  readonly Seconds?: number | string;
  readonly Timestamp?: string;
  readonly Output: Json;
  readonly Next?: string;
  readonly End?: true;
}

export interface ParallelState {
  readonly Type: 'Parallel';
  readonly Comment?: string;
  readonly Branches: readonly Section[];
  readonly Catch?: readonly Catcher[];
  readonly Assign?: JsonObject;
  readonly Output: Json;
  readonly Next: string;
}

export interface MapState {
  readonly Type: 'Map';
  readonly Comment?: string;
  readonly Items: string;
  readonly ItemSelector: JsonObject;
  readonly MaxConcurrency: number;
  readonly ItemProcessor: Section & { readonly ProcessorConfig: { readonly Mode: 'INLINE' } };
  readonly Catch?: readonly Catcher[];
  readonly Assign?: JsonObject;
  readonly Output: Json;
  readonly Next: string;
}

export interface SucceedState {
  readonly Type: 'Succeed';
  readonly Comment?: string;
  readonly Output?: Json;
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
  readonly JitterStrategy: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Assign?: JsonObject;
  readonly Output?: Json;
  readonly Next: string;
}

/** The states of the same section that can follow a state. */
export function successors(state: State): string[] {
  switch (state.Type) {
    case 'Task':
    case 'Parallel':
    case 'Map':
      return [state.Next, ...(state.Catch ?? []).map((catcher) => catcher.Next)];
    case 'Pass':
    case 'Wait':
      return state.Next === undefined ? [] : [state.Next];
    case 'Choice':
      return [...state.Choices.map((choice) => choice.Next), state.Default];
    default:
      return [];
  }
}

/** The sections inside a state. */
export function sectionsOf(state: State): readonly Section[] {
  if (state.Type === 'Parallel') return state.Branches;
  return state.Type === 'Map' ? [state.ItemProcessor] : [];
}
