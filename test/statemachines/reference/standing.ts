import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { Call, StoryEvent } from './story.ts';

/** Where a run of the reference stands: its variables, and what the world still holds. */
export interface Standing {
  readonly variables: JsonObject;
  readonly world: World;
  /** Something around, in this branch or outside of it, catches what fails. */
  readonly tried: boolean;
}

export interface World {
  readonly calls: Call[];
  /** Events that nobody has taken or ignored yet. */
  events: StoryEvent[];
  steps: number;
}

/** A run of a test that makes more steps than any test wants. */
export class NeverEnds extends Error {}

const MAX_STEPS = 150;

/** @throws NeverEnds */
export function countStep(world: World): void {
  world.steps += 1;
  if (world.steps > MAX_STEPS) throw new NeverEnds();
}
