import { expect, test } from 'vitest';
import { didYouMean } from '../../../shared/domain/workflow/did-you-mean.ts';

test.each<[string, readonly string[], string | undefined]>([
  ['approvals.sent', ['approvals.send', 'approvals.create'], 'approvals.send'],
  ['Approvals.Send', ['approvals.send'], 'approvals.send'],
  ['decison', ['decision', 'do1'], 'decision'],
  ['xyz', ['decision'], undefined],
  ['x'.repeat(100_000), ['decision'], undefined],
  ['', ['decision'], undefined],
])('%.20s', (word, candidates, best) => {
  expect(didYouMean(word, candidates)).toBe(best);
});
