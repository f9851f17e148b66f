import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { PlannedStep } from './plan-steps.ts';

/** One branch of a step with branches of its own. */
export interface BranchPlan {
  /** The step. */
  readonly planned: PlannedStep;
  readonly title: string;
  readonly list: readonly PlannedStep[];
  /** An expression for which of its siblings it is. */
  readonly item: string;
  /** More that the branch starts with. */
  readonly variables?: JsonObject;
  readonly result?: Json | undefined;
}
