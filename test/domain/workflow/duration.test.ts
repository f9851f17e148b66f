import { expect, test } from 'vitest';
import { durationSeconds } from '../../../shared/domain/workflow/duration.ts';

test.each<[string, number | undefined]>([
  ['PT1S', 1],
  ['PT4H', 14_400],
  ['P30D', 2_592_000],
  ['P2W', 1_209_600],
  ['P1DT2H3M4S', 93_784],
  ['P1Y', 31_536_000],
  ['P1M', 2_592_000],
  ['P0D', 0],
  ['P', undefined],
  ['PT', undefined],
  ['P1DT', undefined],
  ['1D', undefined],
  ['P1.5D', undefined],
  ['-P1D', undefined],
  ['p1d', undefined],
  ['', undefined],
])('%s is %s seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});
