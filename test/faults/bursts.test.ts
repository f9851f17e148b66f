import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../support/fault-plan.ts';
import { playBurst, runBurstSeed } from './burst-seed.ts';

/** One seed of a failure, to play it again: `SEED=123 npx vitest run test/faults/bursts.test.ts`. */
const only = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const SEEDS = 60;

describe('a burst of events, of which the last is heeded and so many on a day', () => {
  const faults: readonly FaultKind[] = ['crashBefore', 'crashAfter'];
  it.each(faults)('keeps within both limits, whichever change is met by %s', { timeout: 240_000 }, async (fault) => {
    const { injector } = await playBurst({ schedule: [] }, 2);
    const changes = injector.story.filter((line) => !/\.(get|query|list|describe|history)\b/.test(line)).length;
    let played = 0;
    for (let nth = 1; nth <= changes; nth += 2) {
      const world = await playBurst({ schedule: [{ on: '*', nth, fault }] }, 2);
      played += world.injector.faults.length;
    }
    expect(played).toBeGreaterThan(changes * 0.3);
  });

  it('keeps within both limits in random stories with random faults', { timeout: 240_000 }, async () => {
    const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [only];
    for (const seed of seeds) await runBurstSeed(seed);
  });
});
