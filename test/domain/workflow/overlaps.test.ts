import { describe, expect, test } from 'vitest';
import type { Conditions } from '../../../shared/domain/workflow/definition.ts';
import { overlapProblems, winnerOf } from '../../../shared/domain/workflow/overlaps.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const entry = (
  code: string,
  where: Conditions | undefined,
  kind: 'approval' | 'automated' = 'approval',
  priority?: number,
) => ({
  code,
  kind,
  ...(priority !== undefined && { priority }),
  on: { event: 'vendor.approvalRequested', ...(where && { where }) },
});

describe('two approval workflows on one event', () => {
  test.each<[string, Conditions | undefined, Conditions | undefined, string | undefined]>([
    ['both always', undefined, undefined, 'same-conditions'],
    ['one always', undefined, { record: { a: '1' } }, 'overlapping-conditions'],
    [
      'the same filters in another order',
      { record: { a: '1', b: '2' } },
      { record: { b: '2', a: '1' } },
      'same-conditions',
    ],
    [
      'amount bands that touch nowhere',
      { record: { amount: '..999.99' } },
      { record: { amount: '1000..' } },
      undefined,
    ],
    [
      'amount bands that share their border',
      { record: { amount: '..1000' } },
      { record: { amount: '1000..' } },
      'overlapping-conditions',
    ],
    [
      'amount bands that overlap between numbers',
      { record: { amount: '<1000' } },
      { record: { amount: '>999' } },
      'overlapping-conditions',
    ],
    ['different values', { record: { dept: 'SALES' } }, { record: { dept: 'PROD|ADM' } }, undefined],
    [
      'a value and a pattern that takes it',
      { record: { dept: 'SALES' } },
      { record: { dept: 'S*' } },
      'overlapping-conditions',
    ],
    ['a value and its opposite', { record: { dept: 'SALES' } }, { record: { dept: '<>SALES' } }, undefined],
    ['different fields', { record: { dept: 'SALES' } }, { record: { amount: '>5' } }, 'overlapping-conditions'],
    ['dates that touch nowhere', { record: { d: '..2026-01-31' } }, { record: { d: '2026-02-01..' } }, undefined],
    [
      'dates that overlap',
      { record: { d: '..2026-02-01' } },
      { record: { d: '2026-02-01..' } },
      'overlapping-conditions',
    ],
  ])('%s', (_, mine, theirs, code) => {
    const problems = overlapProblems(entry('MINE', mine), [entry('THEIRS', theirs)], NOW);
    expect(problems.map((problem) => problem.code)).toEqual(code === undefined ? [] : [code]);
  });

  test('automated workflows all start, and a workflow is no rival of itself', () => {
    expect(overlapProblems(entry('A', undefined, 'automated'), [entry('B', undefined, 'automated')], NOW)).toEqual([]);
    expect(
      overlapProblems(entry('A', undefined), [entry('A', undefined), entry('B', undefined, 'automated')], NOW),
    ).toEqual([]);
  });

  test('the larger priority wins, then the code', () => {
    expect(winnerOf({ code: 'B', priority: 101 }, { code: 'A' })).toBe('B');
    expect(winnerOf({ code: 'B', priority: 100 }, { code: 'A' })).toBe('A');
    const [problem] = overlapProblems(entry('A', undefined, 'approval', 50), [entry('B', { record: { a: '1' } })], NOW);
    expect(problem?.message).toContain('Then B starts');
  });
});
