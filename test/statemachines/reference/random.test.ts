import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineHarness, startEngineHarness } from '../../local/engine/harness.ts';
import { compareDefinitions } from './compare-definitions.ts';

/** `RANDOM_DEFINITIONS` raises the count, `SEED` chooses other definitions. */
const COUNT = Number(process.env.RANDOM_DEFINITIONS ?? 80);
const SEED = Number(process.env.SEED ?? 3_001);
/** Many times what one of them takes on a quiet machine. */
const MILLISECONDS_EACH = 1_500;

let harness: EngineHarness;
beforeAll(async () => {
  harness = await startEngineHarness({ inMemory: true });
});
afterAll(() => harness.close());

test('the machine of any definition does what the reference does', { timeout: COUNT * MILLISECONDS_EACH }, async () => {
  const compared = await compareDefinitions(harness, { count: COUNT, seed: SEED });
  expect(compared).toBeGreaterThan(COUNT / 2);
});
