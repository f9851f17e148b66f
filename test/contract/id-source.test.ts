import { expect, it } from 'vitest';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { idSourceContract } from './id-source.contract.ts';

idSourceContract('system', () => createSystemIdSource(systemClock));
idSourceContract('seeded', () => createSeededIdSource(7));

it('gives the same ids, secrets and numbers for the same seed', () => {
  const play = (seed: number) => {
    const ids = createSeededIdSource(seed);
    return [ids.newId(), ids.newSecret(8), ids.random()];
  };
  expect(play(3)).toEqual(play(3));
  expect(play(3)).not.toEqual(play(4));
});

it('orders ids of different processes by the time of their clocks', async () => {
  const clock = createJumpingClock();
  const before = createSystemIdSource(clock).newId();
  await clock.advance(1);
  const after = createSystemIdSource(clock).newId();
  expect(before < after).toBe(true);
});
