import { describe, expect, it } from 'vitest';
import { dealWithTimes, nextMomentOf } from '../../../shared/domain/task/times.ts';
import { someTask } from './some-task.ts';

const day = (date: number) => `2026-03-${String(date).padStart(2, '0')}T08:00:00.000Z`;
const timed = { remindAt: [day(3), day(4)], dueAt: day(5) };

describe('what happens to an open task by itself', () => {
  it.each([
    ['nothing before the first reminder', timed, 0, day(2), undefined],
    ['the first reminder', timed, 0, day(3), ['reminder', 1]],
    ['nothing between two reminders', timed, 1, day(3), undefined],
    ['the second reminder', timed, 1, day(4), ['reminder', 2]],
    ['one reminder for two that were missed', timed, 0, day(4), ['reminder', 2]],
    ['it is overdue', timed, 2, day(5), ['overdue', 3]],
    ['that it is overdue comes before missed reminders', timed, 0, day(6), ['overdue', 3]],
    ['nothing more after that', timed, 3, day(9), undefined],
    ['reminders go on behind the due date', { remindAt: [day(7)], dueAt: day(5) }, 1, day(7), ['reminder', 2]],
    ['nothing where no time is set', { remindAt: [] }, 0, day(9), undefined],
  ] as const)('%s', (_what, times, told, now, expected) => {
    const dealt = dealWithTimes(someTask({ ...times, told }), now);
    expect(dealt && [dealt.occasion, dealt.task.told]).toEqual(expected);
  });
});

describe('when somebody must look next', () => {
  it.each([
    ['at the first reminder', timed, 0, day(3)],
    ['at the second reminder', timed, 1, day(4)],
    ['when it is due', timed, 2, day(5)],
    ['never again', timed, 3, undefined],
    ['never where no time is set', { remindAt: [] }, 0, undefined],
  ] as const)('%s', (_when, times, told, at) => {
    expect(nextMomentOf(someTask({ ...times, told }))).toBe(at);
  });

  it.each(['done', 'notDone', 'cancelled'] as const)('of a task that is %s: never', (status) => {
    const task = someTask({ ...timed, status });
    expect(nextMomentOf(task)).toBeUndefined();
    expect(dealWithTimes(task, day(9))).toBeUndefined();
  });
});
