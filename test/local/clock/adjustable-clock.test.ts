import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createAdjustableClock } from '../../../local/clock/adjustable-clock.ts';

describe('the adjustable clock', () => {
  it('is the system clock plus what it was advanced in all', () => {
    const clock = createAdjustableClock(5_000, () => 1_000_000);
    clock.advance(2_000);
    clock.advance(0);
    expect(clock.now()).toBe(1_007_000);
    expect(clock.offsetMilliseconds()).toBe(7_000);
  });

  it('refuses to run back', () => {
    expect(() => createAdjustableClock().advance(-1)).toThrow(RangeError);
    expect(() => createAdjustableClock().advance(Number.NaN)).toThrow(RangeError);
  });

  it('wakes who sleeps for longer than a timer can last, and keeps the others asleep', async () => {
    const clock = createAdjustableClock();
    const month = 30 * 86_400_000;
    let isAwake = false;
    const controller = new AbortController();
    const other = clock.sleep(2 * month, controller.signal).catch(() => 'still asleep');
    const sleeper = clock.sleep(month).then(() => {
      isAwake = true;
    });
    await delay(5);
    expect(isAwake).toBe(false);
    clock.advance(month - 60_000);
    await delay(5);
    expect(isAwake).toBe(false);
    clock.advance(60_000);
    await sleeper;
    controller.abort();
    expect(await other).toBe('still asleep');
  });

  it('wakes within half a minute when the machine was asleep or its clock was set forward', async () => {
    vi.useFakeTimers();
    try {
      let system = 0;
      let isAwake = false;
      const clock = createAdjustableClock(0, () => system);
      void clock.sleep(3_600_000).then(() => {
        isAwake = true;
      });
      system = 3_599_999;
      await vi.advanceTimersByTimeAsync(30_000);
      expect(isAwake).toBe(false);
      system += 1;
      await vi.advanceTimersByTimeAsync(30_000);
      expect(isAwake).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('wakes by itself when the rest of the time has passed after a jump', async () => {
    const clock = createAdjustableClock();
    const sleeper = clock.sleep(60_020);
    clock.advance(60_000);
    await sleeper;
  });
});
