import { describe, expect, it } from 'vitest';
import { runSeed } from './run-seed.ts';

/** One seed of a failure, to play it again: `SEED=123 npx vitest run test/faults/seeds.test.ts`. */
const only = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const SEEDS = 300;
const PER_TEST = 50;

describe('random stories with random faults', () => {
  const firsts =
    only === undefined ? Array.from({ length: SEEDS / PER_TEST }, (_, index) => 1 + index * PER_TEST) : [only];

  it.each(firsts)('keep every promise from seed %i on', { timeout: 240_000 }, async (first) => {
    const seeds = Array.from({ length: only === undefined ? PER_TEST : 1 }, (_, index) => first + index);
    let played = 0;
    for (const seed of seeds) {
      await runSeed(seed);
      played += 1;
    }

    expect(played).toBe(seeds.length);
  });
});
