import { isDeepStrictEqual } from 'node:util';
import { seededRandom } from '../../../support/seeded-random.ts';
import { FAULTS } from './faulty-database.ts';
import { LONG_STORY } from './long-story.ts';
import { bagOf, type Told, tellStory } from './tell-story.ts';

const MOST_LIVES = 8;
const TRANSACTIONS_OF_A_LIFE = 25;
const LONGEST_DOWN_SECONDS = 20;

/** Tells the long story with faults in many lives, all chosen by a seed. Answers what came out otherwise than without a fault. */
export async function playManyLives(seed: number): Promise<readonly string[]> {
  const whole = await tellStory(LONG_STORY);
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const plans = Array.from({ length: 1 + below(MOST_LIVES) }, () => ({
    at: 1 + below(TRANSACTIONS_OF_A_LIFE),
    fault: FAULTS[below(FAULTS.length)] ?? 'fails',
    downSeconds: below(LONGEST_DOWN_SECONDS),
  }));
  const told = await tellStory(LONG_STORY, plans);
  const [ours, theirs] = [told, whole].map(essenceOf);
  return Object.keys(ours ?? {})
    .filter((name) => !isDeepStrictEqual(ours?.[name], theirs?.[name]))
    .map((name) => `${name} with ${JSON.stringify(plans)}: ${JSON.stringify(ours?.[name])}`);
}

function essenceOf({ description, events, child, ends }: Told): Record<string, unknown> {
  return {
    output: description.output,
    'ids without a gap': events.every(({ id }, index) => id === index + 1),
    history: bagOf(events),
    'history of the child': bagOf(child?.events ?? []),
    'told ends': Object.keys(ends).sort(),
  };
}
