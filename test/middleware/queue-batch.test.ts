import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { queueBatch } from '../../shared/middleware/queue-batch.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { sqsRecord as record } from '../support/aws/sqs-record.ts';
import { createSilentLog } from '../support/silent-log.ts';

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

test('a batch of which everything failed is answered message by message, not as a failure of the whole', async () => {
  const { batch } = batchWith({ a: new Error('no'), b: new Error('never') });
  expect(await batch({ Records: [record('a', 'g'), record('b', 'h')] })).toEqual({
    batchItemFailures: [item('a'), item('b')],
    reasons: { a: 'Error: no', b: 'Error: never' },
  });
});

test('what was thrown and is no error fails its message only', async () => {
  const batch = queueBatch({
    log: createSilentLog(),
    handle: async (body) => {
      if (body === 'a') throw undefined;
    },
  });
  const answer = await batch({ Records: [record('a', 'g'), record('b', 'h')] });
  expect(answer.batchItemFailures).toEqual([item('a')]);
});

test('groups are handled beside each other, messages without a group too', async () => {
  const waiting: (() => void)[] = [];
  const batch = queueBatch({
    log: createSilentLog(),
    handle: () => new Promise((resolve) => waiting.push(resolve)),
  });
  const answer = batch({ Records: [record('a', 'g'), record('b', 'h'), record('c'), record('d')] });
  await nextTurn();
  expect(waiting).toHaveLength(4);
  for (const go of waiting) go();
  expect(await answer).toEqual({ batchItemFailures: [] });
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
