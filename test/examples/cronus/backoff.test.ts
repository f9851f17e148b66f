import { describe, expect, it } from 'vitest';
import { backoffMilliseconds } from '../../../examples/cronus/events/backoff.ts';

describe('the wait before the next attempt', () => {
  it.each([
    [1, 200],
    [2, 400],
    [3, 800],
    [9, 51_200],
    [10, 60_000],
    [2_000, 60_000],
  ])('after %d failures is between half and all of %d ms', (failures, whole) => {
    expect(backoffMilliseconds(failures, 0)).toBe(whole / 2);
    expect(backoffMilliseconds(failures, 1)).toBe(whole);
  });
});
