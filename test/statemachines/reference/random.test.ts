import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineHarness, startEngineHarness } from '../../local/engine/harness.ts';
import { compareDefinitions } from './compare-definitions.ts';

/** `RANDOM_DEFINITIONS` raises the count, `SEED` makes those of another time again. */
const COUNT = Number(process.env.RANDOM_DEFINITIONS ?? 80);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
/** Many times what one of them takes on a quiet machine. */
const MILLISECONDS_EACH = 1_500;
/** For finding a smaller definition that shows the same. */
const SHRINKING_MILLISECONDS = 120_000;

let harness: EngineHarness;
beforeAll(async () => {
  harness = await startEngineHarness({ inMemory: true });
});
afterAll(() => harness.close());

test(`the machine of any definition does what the reference does (SEED=${SEED} RANDOM_DEFINITIONS=${COUNT})`, {
  timeout: COUNT * MILLISECONDS_EACH + SHRINKING_MILLISECONDS,
}, async () => {
  const compared = await compareDefinitions(harness, { count: COUNT, seed: SEED });
  expect(compared).toBeGreaterThan(COUNT / 2);
});
