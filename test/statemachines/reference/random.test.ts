import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineHarness, startEngineHarness } from '../../local/engine/harness.ts';
import { compareDefinitions } from './compare-definitions.ts';

/** `RANDOM_DEFINITIONS` raises the count, `SEED` repeats what a long test found. */
const COUNT = Number(process.env.RANDOM_DEFINITIONS ?? 80);
const SEED = process.env.SEED;
/** Many times what one of them takes on a quiet machine. */
const MILLISECONDS_EACH = 1_500;

let harness: EngineHarness;
beforeAll(async () => {
  harness = await startEngineHarness();
});
afterAll(() => harness.close());

test('the machine of any definition does what the reference does', { timeout: COUNT * MILLISECONDS_EACH }, async () => {
  const compared = await compareDefinitions(harness, {
    count: COUNT,
    ...(SEED !== undefined && { seed: Number(SEED) }),
  });
  expect(compared).toBeGreaterThan(COUNT / 2);
});
