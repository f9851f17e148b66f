import type { EvaluateExpression } from '../condition/condition-facts.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { SimulatedAction, SimulatedOutcome, SimulatedStep } from './simulation.ts';

/** What a stub answers for an action. */
export interface StubbedAnswer {
  readonly output: Json;
  readonly approvers?: readonly string[];
}

/** What a simulation needs of the world around it. */
export interface SimulatedWorld {
  readonly evaluate: EvaluateExpression;
  /** The action is a command to the source. */
  isCommand(action: string): boolean;
  /** True for a step that is done in the call of the step before it. */
  sharesCall(step: { readonly pointer: string }): boolean;
  stub(action: string, options: JsonObject): Promise<StubbedAnswer>;
  /** What is chosen at a wait, by id or pointer and by how often it was met (from 0). */
  chosen(step: { readonly id?: string; readonly pointer: string }, met: number): number | string | undefined;
}

/** A simulated run while it goes on. */
export interface SimulatedRun {
  readonly world: SimulatedWorld;
  readonly path: SimulatedStep[];
  readonly actions: SimulatedAction[];
  transitions: number;
  calls: number;
  /** How often each wait was met. */
  readonly met: Map<string, number>;
}

/** The variables of one branch, without `$`. */
export type Variables = JsonObject;

/** The run ends here, whatever stands around. */
export class SimulationEnd extends Error {
  override readonly name = 'SimulationEnd';
  readonly outcome: SimulatedOutcome;

  constructor(outcome: SimulatedOutcome) {
    super(outcome.status);
    this.outcome = outcome;
  }
}

/** A step fails; a `try` around it may go on. */
export class SimulatedFailure extends Error {
  override readonly name = 'SimulatedFailure';
  /** The name by which Step Functions would know it. */
  readonly error: string;

  constructor(error: string, message: string) {
    super(message);
    this.error = error;
  }
}

/** A `goto` on its way to its target. */
export class SimulatedGoto extends Error {
  override readonly name = 'SimulatedGoto';
  readonly target: string;

  constructor(target: string) {
    super(target);
    this.target = target;
  }
}
