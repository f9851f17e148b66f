import { setTimeout as delay } from 'node:timers/promises';
import { createAdjustableClock } from '../../local/clock/adjustable-clock.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { clockContract } from './clock.contract.ts';

clockContract('system', () => ({
  clock: systemClock,
  passTime: async (milliseconds) => {
    await delay(milliseconds);
  },
}));

clockContract('adjustable', () => {
  const clock = createAdjustableClock();
  return { clock, passTime: async (milliseconds) => clock.advance(milliseconds) };
});

clockContract('jumping', () => {
  const clock = createJumpingClock();
  return { clock, passTime: clock.advance };
});
