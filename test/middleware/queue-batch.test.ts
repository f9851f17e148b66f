import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type QueueRecord, queueBatch } from '../../shared/middleware/queue-batch.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { createSilentLog } from '../support/silent-log.ts';

function record(messageId: string, MessageGroupId?: string): QueueRecord {
  return { messageId, body: messageId, attributes: { MessageGroupId, ApproximateReceiveCount: '1' } };
}

function batchWith(failing: Readonly<Record<string, Error>>) {
  const handled: string[] = [];
  const batch = queueBatch({
    log: createSilentLog(),
    async handle(body) {
      await nextTurn();
      const error = failing[body];
      if (error) throw error;
      handled.push(body);
    },
  });
  return { handled, batch };
}

const item = (itemIdentifier: string) => ({ itemIdentifier });

test('a batch that went well leaves nothing behind', async () => {
  const { handled, batch } = batchWith({});
  expect(await batch({ Records: [record('a', 'g'), record('b', 'g'), record('c')] })).toEqual({
    batchItemFailures: [],
  });
  expect(handled.toSorted()).toEqual(['a', 'b', 'c']);
});

test('nothing of a group is handled behind a failed message, and other groups go on', async () => {
  const { handled, batch } = batchWith({ b: new Error('no') });
  const answer = await batch({ Records: [record('a', 'g'), record('b', 'g'), record('c', 'g'), record('d', 'h')] });
  expect(handled.toSorted()).toEqual(['a', 'd']);
  expect(answer).toEqual({
    batchItemFailures: [item('b'), item('c')],
    throttled: [item('c')],
    reasons: { b: 'Error: no' },
  });
});

test('throttling is not a failed try', async () => {
  const { batch } = batchWith({ a: new ThrottledError('slow down') });
  expect(await batch({ Records: [record('a', 'g')] })).toEqual({
    batchItemFailures: [item('a')],
    throttled: [item('a')],
  });
});

test('messages of one group are handled one after the other', async () => {
  const order: string[] = [];
  const batch = queueBatch({
    log: createSilentLog(),
    async handle(body) {
      order.push(`${body} begins`);
      await nextTurn();
      order.push(`${body} ends`);
    },
  });
  await batch({ Records: [record('a', 'g'), record('b', 'g')] });
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});
