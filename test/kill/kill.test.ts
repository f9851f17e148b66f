import { expect, it } from 'vitest';
import { playKillRounds } from './play-kill-rounds.ts';

/** To play a failure again: `SEED=123 npx vitest run test/kill`. */
const SEED = Number(process.env.SEED ?? 20_261_124);
const ROUNDS = 20;

it('loses nothing that was acknowledged and does nothing twice that must be once, killed 20 times under load', {
  timeout: 240_000,
}, async () => {
  const { rounds, orders, broken } = await playKillRounds({ seed: SEED, rounds: ROUNDS });

  expect(broken, `seed ${SEED}`).toEqual([]);
  expect({ rounds, orders }).toEqual({ rounds: ROUNDS, orders: ROUNDS * 6 });
});
