import { expect, it } from 'vitest';
import { createRecentHistories } from '../../../local/engine/recent-histories.ts';
import type { HistoryEvent } from '../../../shared/domain/run/history-event.ts';

const event = (id: number): HistoryEvent => ({
  id,
  previousEventId: id - 1,
  type: 'PassStateEntered',
  timestamp: '2026-01-01T00:00:00.000Z',
  details: {},
});

it('tells a history that is known from its first event on', () => {
  const recent = createRecentHistories();
  recent.add('one', [event(1), event(2)], 200);
  recent.add('one', [event(3)], 100);
  expect(recent.get('one')?.map(({ id }) => id)).toEqual([1, 2, 3]);
});

it('says nothing of a history whose beginning it has not seen, or of which the last write is uncertain', () => {
  const recent = createRecentHistories();
  recent.add('late', [event(3)], 100);
  recent.add('uncertain', [event(1)], 100);
  recent.drop('uncertain');
  recent.add('uncertain', [event(2)], 100);
  expect([recent.get('late'), recent.get('uncertain')]).toEqual([undefined, undefined]);
});

it('forgets first what has been still for longest', () => {
  const recent = createRecentHistories(450);
  for (const arn of ['one', 'two', 'three']) recent.add(arn, [event(1)], 100);
  recent.add('one', [event(2)], 100);
  expect(['one', 'two', 'three'].filter((arn) => recent.get(arn))).toEqual(['one', 'three']);
});
