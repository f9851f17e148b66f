import { describe, expect, it } from 'vitest';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';

/** A clock under test, and how its time passes: by waiting, or by being moved on. */
export interface ClockHarness {
  readonly clock: Clock;
  passTime(milliseconds: number): Promise<void>;
}

/** What every clock must do. Takes less than a second of a clock that cannot be moved. */
export function clockContract(name: string, makeHarness: () => ClockHarness): void {
  describe(`Clock: ${name}`, () => {
    it('never runs back, and moves on', async () => {
      const { clock, passTime } = makeHarness();
      const before = clock.now();
      await passTime(30);
      expect(clock.now()).toBeGreaterThanOrEqual(before + 29);
      expect(instantOf(clock)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('wakes sleepers in the order of their times, none too early', async () => {
      const { clock, passTime } = makeHarness();
      const start = clock.now();
      const woken: number[] = [];
      const sleepers = [60, 20, 40].map(async (milliseconds) => {
        await clock.sleep(milliseconds);
        expect(clock.now()).toBeGreaterThanOrEqual(start + milliseconds);
        woken.push(milliseconds);
      });
      await passTime(80);
      await Promise.all(sleepers);
      expect(woken).toEqual([20, 40, 60]);
    });

    it('does not wait for a time that has passed', async () => {
      const { clock } = makeHarness();
      await clock.sleep(0);
      await clock.sleep(-5);
    });

    it('ends a sleep with the reason of its signal', async () => {
      const { clock, passTime } = makeHarness();
      const controller = new AbortController();
      const aborted = clock.sleep(1_000_000, controller.signal);
      controller.abort(new Error('enough'));
      await expect(aborted).rejects.toThrow('enough');
      await expect(clock.sleep(10, controller.signal)).rejects.toThrow('enough');
      await passTime(10);
    });
  });
}
