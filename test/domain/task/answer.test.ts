import { describe, expect, it } from 'vitest';
import { answered, isSameAnswer, obstacleToAnswer, type TaskAnswer } from '../../../shared/domain/task/answer.ts';
import { resultOf } from '../../../shared/domain/task/user-task.ts';
import { someTask } from './some-task.ts';

const NOW = '2026-03-02T09:00:00.000Z';
const answer = (more: Partial<TaskAnswer> = {}): TaskAnswer => ({
  status: 'done',
  userId: 'anna',
  administrator: false,
  ...more,
});

describe('who may answer', () => {
  it.each([
    ['a candidate', { userId: 'bert' }, 'open', undefined],
    ['somebody else', { userId: 'cora' }, 'open', 'not-yours'],
    ['an administrator', { userId: 'cora', administrator: true }, 'open', undefined],
    ['a candidate of a task that is done', {}, 'done', 'ended'],
    ['a candidate of a task that was not done', {}, 'notDone', 'ended'],
    ['a candidate of a cancelled task', {}, 'cancelled', 'ended'],
    ['an administrator of a cancelled task', { administrator: true }, 'cancelled', 'ended'],
    ['somebody else of a task that is done', { userId: 'cora' }, 'done', 'not-yours'],
  ] as const)('%s', (_who, given, status, obstacle) => {
    expect(obstacleToAnswer(answer(given), someTask({ status }))).toBe(obstacle);
  });
});

describe('the same answer', () => {
  const done = answered(someTask(), answer({ answers: { units: 1, at: 'A' }, comment: 'Yes' }), NOW);
  it.each([
    ['of the same person is the same', {}, true],
    ['with its members in another order is the same', { answers: { at: 'A', units: 1 } }, true],
    ['of somebody else is another one', { userId: 'bert' }, false],
    ['with other words is another one', { comment: 'No' }, false],
    ['filled in otherwise is another one', { answers: { units: 2, at: 'A' } }, false],
    ['that it is not done is another one', { status: 'notDone' }, false],
  ] as const)('%s', (_what, more, same) => {
    expect(isSameAnswer(answer({ answers: { units: 1, at: 'A' }, comment: 'Yes', ...more }), done)).toBe(same);
  });

  it('of a task that nobody has answered there is none', () => {
    expect(isSameAnswer(answer(), someTask())).toBe(false);
    expect(isSameAnswer(answer(), someTask({ status: 'cancelled' }))).toBe(false);
  });
});

describe('what the step comes to', () => {
  it.each([
    ['done', { answers: { units: 1 }, comment: 'Yes' }, { done: true, answers: { units: 1 }, comment: 'Yes' }],
    ['done with nothing to say', {}, { done: true, answers: {}, comment: '' }],
    ['not done', { status: 'notDone' }, { done: false, answers: {}, comment: '' }],
  ] as const)('%s', (_what, given, result) => {
    expect(resultOf(answered(someTask(), answer(given), NOW))).toEqual({ ...result, by: 'anna', at: NOW });
  });

  it.each(['open', 'cancelled'] as const)('%s: nothing yet', (status) => {
    expect(resultOf(someTask({ status }))).toBeUndefined();
  });
});
