import { expect, it } from 'vitest';
import type { HistoryLine } from '../../../shared/domain/run/history-line.ts';
import { loopProgress } from '../../../shared/domain/run/loop-progress.ts';

const origin = (kind: string) => ({ step: 'all', kind, title: kind });
const STATES = { Outer: origin('forEach'), Inner: origin('forEach'), Order: origin('part'), Do: origin('do') };

let next = 0;
/** An event behind another one, or behind the one before. */
function line(type: string, details: HistoryLine['details'] = {}, after = next): HistoryLine {
  next += 1;
  return { id: next, previousEventId: after, type, timestamp: '2026-03-02T08:00:00.000Z', details };
}
function history(build: () => HistoryLine[]): HistoryLine[] {
  next = 0;
  return build();
}

it('counts the items of each loop that are done, not those of the loops inside or around', () => {
  const lines = history(() => [
    line('MapStateEntered', { name: 'Outer' }),
    line('MapStateStarted', { length: 3 }),
    line('MapIterationStarted', { name: 'Outer', index: 0 }),
    line('MapStateEntered', { name: 'Inner' }),
    line('MapStateStarted', { length: 2 }),
    line('MapIterationStarted', { name: 'Inner', index: 0 }),
    line('TaskStateEntered', { name: 'Do' }),
    line('TaskStateExited', { name: 'Do' }),
    line('MapIterationSucceeded', { name: 'Inner', index: 0 }),
    line('MapIterationStarted', { name: 'Inner', index: 1 }),
    line('TaskStateEntered', { name: 'Do' }),
    line('TaskStateExited', { name: 'Do' }),
    line('MapIterationSucceeded', { name: 'Inner', index: 1 }),
    line('MapStateSucceeded'),
    line('MapStateExited', { name: 'Inner' }),
    line('MapIterationSucceeded', { name: 'Outer', index: 0 }),
    // Another item at the same time, behind the beginning of the loop.
    line('MapIterationStarted', { name: 'Outer', index: 1 }, 2),
    line('MapStateEntered', { name: 'Inner' }),
    line('MapStateStarted', { length: 2 }),
  ]);
  expect([...loopProgress(lines, STATES).values()]).toEqual([
    { done: 1, of: 3 },
    { done: 2, of: 2 },
    { done: 0, of: 2 },
  ]);
});

it('a part tells how far the whole list is: by its own loop where that is read, else once it is done', () => {
  const order = (from: number, items: number[]) => JSON.stringify({ Input: { part: { from, items, all: 5 } } });
  const lines = history(() => [
    line('TaskStateEntered', { name: 'Order' }),
    line('TaskScheduled', { parameters: order(0, [1, 2]) }),
    line('TaskSubmitted'),
    line('TaskSucceeded'),
    line('TaskStateExited', { name: 'Order' }),
    line('TaskStateEntered', { name: 'Order' }),
    line('TaskScheduled', { parameters: order(2, [3, 4, 5]) }),
    line('TaskSubmitted'),
    ...[
      line('MapStateEntered', { name: 'Outer' }, 0),
      line('MapStateStarted', { length: 3 }),
      line('MapIterationStarted', { name: 'Outer', index: 0 }),
      line('MapIterationSucceeded', { name: 'Outer', index: 0 }),
    ].map((one) => ({ ...one, partOf: 8 })),
  ]);
  expect([...loopProgress(lines, STATES).values()]).toEqual([
    { done: 2, of: 5 },
    { done: 3, of: 5 },
    { done: 1, of: 3 },
  ]);
});

it('an order that is about no part of a list tells nothing', () => {
  const lines = history(() => [
    line('TaskStateEntered', { name: 'Order' }),
    line('TaskScheduled', { parameters: '{}' }),
  ]);
  expect(loopProgress(lines, STATES).size).toBe(0);
});
