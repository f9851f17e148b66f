import { expect, it } from 'vitest';
import { lazily } from '../../../shared/adapters/lazy/lazily.ts';

/** A port that counts how often it was opened. */
function setUp() {
  let opened = 0;
  const port = lazily(async () => {
    opened += 1;
    return {
      double: async (number: number) => number * 2,
      fail: async () => {
        throw new RangeError('It can not.');
      },
    };
  });
  return { port, opened: () => opened };
}

it('opens its adapter with the first call, and for all that come meanwhile only once', async () => {
  const { port, opened } = setUp();
  expect(opened()).toBe(0);
  expect(await Promise.all([port.double(1), port.double(2)])).toEqual([2, 4]);
  expect(opened()).toBe(1);
});

it('hands on what the adapter throws', async () => {
  await expect(setUp().port.fail()).rejects.toThrow(RangeError);
});

it('is a port and no promise: awaiting it opens nothing', async () => {
  const { port, opened } = setUp();
  expect(await port).toBe(port);
  expect(opened()).toBe(0);
});
