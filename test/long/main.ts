import { runBurstSeed } from '../faults/burst-seed.ts';
import { runSeed } from '../faults/run-seed.ts';
import { playKillRounds } from '../kill/play-kill-rounds.ts';
import { playManyLives } from '../local/engine/faults/play-many-lives.ts';
import { startEngineHarness } from '../local/engine/harness.ts';
import { fuzzDefinitions } from '../statemachines/fuzz/fuzz-definitions.ts';
import { compareDefinitions } from '../statemachines/reference/compare-definitions.ts';

/** `npm run test:long`: random stories, engines, broken definitions, definitions held against the reference, and kills until the time is over. `MINUTES` (default 15) is the budget, `SEED` the first seed. */

const MINUTES = Number(process.env.MINUTES ?? 15);
const FIRST_SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
const SEEDS_PER_TURN = 100;
const BURSTS_PER_TURN = 30;
const LIVES_PER_TURN = 50;
const KILLS_PER_TURN = 15;
const DEFINITIONS_PER_TURN = 300;
const COMPARISONS_PER_TURN = 200;
/** A turn of kills may take so long; none is begun that would not end in time. */
const LONGEST_TURN_MILLISECONDS = 90_000;

const startedAt = Date.now();
const endsAt = startedAt + MINUTES * 60_000 - LONGEST_TURN_MILLISECONDS;
let seed = FIRST_SEED;
let stories = 0;
let lives = 0;
let kills = 0;
let definitions = 0;
let comparisons = 0;
let passed = 0;
let failed = 0;

console.log(`test:long for ${MINUTES} minutes, from seed ${FIRST_SEED}`);
do {
  await turn();
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  console.log(
    `${seconds} s: ${stories} random stories, ${lives} engines of many lives, ${definitions} broken definitions, ${comparisons} compared with the reference, ${kills} kills, ${failed} failed`,
  );
} while (Date.now() < endsAt);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function turn(): Promise<void> {
  for (let played = 0; played < SEEDS_PER_TURN; played++) {
    seed++;
    await count(`SEED=${seed} npx vitest run test/faults/seeds.test.ts`, () => runSeed(seed));
    stories++;
  }
  for (let played = 0; played < BURSTS_PER_TURN; played++) {
    seed++;
    await count(`SEED=${seed} npx vitest run test/faults/bursts.test.ts`, () => runBurstSeed(seed));
    stories++;
  }
  for (let played = 0; played < LIVES_PER_TURN; played++) {
    seed++;
    await count(`SEED=${seed} npx vitest run test/local/engine/faults`, async () => {
      const broken = await playManyLives(seed);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    });
    lives++;
  }
  await count(`SEED=${seed} npx vitest run test/statemachines/fuzz`, () =>
    fuzzDefinitions({ seed, rounds: DEFINITIONS_PER_TURN }),
  );
  definitions += DEFINITIONS_PER_TURN;
  await count(
    `SEED=${seed} RANDOM_DEFINITIONS=${COMPARISONS_PER_TURN} npx vitest run test/statemachines/reference/random.test.ts`,
    () => compare(seed),
  );
  comparisons += COMPARISONS_PER_TURN;
  await count(`SEED=${seed} npx vitest run test/kill`, async () => {
    const { broken } = await playKillRounds({ seed, rounds: KILLS_PER_TURN });
    if (broken.length > 0) throw new Error(broken.join('\n'));
  });
  kills += KILLS_PER_TURN;
}

async function compare(seed: number): Promise<void> {
  const harness = await startEngineHarness({ inMemory: true });
  try {
    await compareDefinitions(harness, { count: COMPARISONS_PER_TURN, seed });
  } finally {
    await harness.close();
  }
}

async function count(replay: string, play: () => Promise<unknown>): Promise<void> {
  try {
    await play();
    passed++;
  } catch (error) {
    failed++;
    console.error(`FAILED, to be replayed with: ${replay}\n${error instanceof Error ? error.message : String(error)}`);
  }
}
