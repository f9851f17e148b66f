import type { ConditionCheck } from '../condition/condition-facts.ts';
import type { Json, JsonObject } from '../json/json.ts';

/** What would become of a workflow with one event. Nothing is changed or sent to find out. */
export interface Simulation {
  /** Whether the event would start it, each condition with the value that was compared. */
  readonly starts: boolean;
  readonly conditions: readonly ConditionCheck[];
  /** Empty where it would not start. */
  readonly path: readonly SimulatedStep[];
  readonly outcome?: SimulatedOutcome;
  /** What approvers would be asked, what would be sent, and what the source would be told to do, in order. */
  readonly asks: readonly SimulatedAction[];
  readonly messages: readonly SimulatedAction[];
  readonly commands: readonly SimulatedAction[];
  readonly cost: CostEstimate;
}

export interface SimulatedOutcome {
  /** `waiting`: the choices end at a wait. `endless`: it went round more often than a run can. */
  readonly status: 'succeeded' | 'failed' | 'cancelled' | 'waiting' | 'endless';
  readonly error?: { readonly name: string; readonly message: string };
}

/** One step that would be done. */
export interface SimulatedStep {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly kind: string;
  readonly id?: string;
  readonly title?: string;
  /** Options of an action, evaluated. */
  readonly input?: Json;
  /** What the stub answered, which way was taken, what was set. */
  readonly output?: Json;
  readonly error?: string;
}

export interface SimulatedAction {
  readonly pointer: string;
  readonly action: string;
  readonly options: JsonObject;
  /** Who would be asked, where that can be known. */
  readonly approvers?: readonly string[];
}

/** What 1,000 such runs would cost on AWS (us-east-1 list prices), in US dollars. */
export interface CostEstimate {
  readonly stateTransitions: number;
  readonly functionCalls: number;
  readonly per1000Runs: { readonly currency: 'USD'; readonly amount: number };
}

/** What is chosen at the waits, by step id or pointer: numbers of branches, or `timeout`, one for each time the wait is met. */
export type Choices = Readonly<Record<string, readonly (number | 'timeout' | string)[]>>;
