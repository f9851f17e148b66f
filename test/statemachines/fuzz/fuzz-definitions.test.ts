import { test } from 'vitest';
import { fuzzDefinitions } from './fuzz-definitions.ts';

const SEED = Number(process.env.SEED ?? 20_260_302);

test('a definition that somebody has broken ends in problems or in a state machine', async () => {
  await fuzzDefinitions({ seed: SEED, rounds: 300 });
}, 120_000);
