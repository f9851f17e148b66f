import { expect, it } from 'vitest';
import { readEnvironment } from '../../../shared/adapters/environment/read-environment.ts';

it('reads the names that were asked for and no others', () => {
  expect(readEnvironment(['A', 'B'], { A: 'a', B: '', C: 'c' })).toEqual({ A: 'a', B: '' });
});

it('names everything that is missing at once', () => {
  expect(() => readEnvironment(['A', 'B', 'C'], { B: 'b' })).toThrow('The environment lacks A, C.');
});
