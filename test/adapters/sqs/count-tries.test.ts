import { randomBytes } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countTries } from '../../../shared/adapters/sqs/count-tries.ts';
import { createSqsQueue } from '../../../shared/adapters/sqs/sqs-queue.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import { MAX_MESSAGE_BYTES } from '../../../shared/ports/queue.ts';
import { createQueueRecorder } from '../../contract/queue-recorder.ts';
import { AwsFault } from '../../support/aws/json-protocol.ts';
import { makeSqsHarness, type SqsHarness } from './queue-harness.ts';

const LONG = 3_000_000;
let harness: SqsHarness;
beforeEach(async () => {
  harness = await makeSqsHarness();
});
afterEach(() => harness.dispose());
const send = (body: string) => harness.queue.send('events', { body, group: 'g' });

describe('counting tries', () => {
  it('reads and writes nothing while everything is handled', async () => {
    await send('a');
    const recorder = createQueueRecorder();
    harness.consume('events', recorder.handle);
    await harness.passTime(0);
    expect(recorder.bodies()).toEqual(['a']);
    expect(harness.store.items()).toEqual([]);
    expect(harness.service.calls).not.toContain('ChangeMessageVisibilityBatch');
  });

  it('tells the handler the number of its tries, not of its receives', async () => {
    const counts: string[] = [];
    const verdicts = ['throttled', 'failed', 'throttled', 'throttled', 'failed', 'handled'] as const;
    const recorder = createQueueRecorder(({ attributes }) => {
      counts.push(attributes.ApproximateReceiveCount);
      return verdicts[counts.length - 1] ?? 'handled';
    });
    harness.consume('events', recorder.handle);
    await send('a');
    await harness.passTime(LONG);
    expect(counts).toEqual(['1', '1', '2', '2', '2', '3']);
  });

  it('parks what no call of the function ever answers for, and goes on with its group', async () => {
    const seen: string[] = [];
    harness.consume('events', async ({ Records }) => {
      seen.push(...Records.map(({ body }) => body));
      return Records.some(({ body }) => body === 'deadly') ? new Promise(() => {}) : undefined;
    });
    await send('deadly');
    for (let n = 0; n < 12; n++) await harness.crash();
    await send('next');
    await harness.passTime(LONG);
    expect(seen.at(-1)).toBe('next');
    expect((await harness.deadLetters.list({ limit: 5 })).items).toMatchObject([
      { body: 'deadly', reason: expect.stringContaining('no answer 10 times') },
    ]);
  });

  it('keeps the body of a letter that no item holds', async () => {
    const body = JSON.stringify(randomBytes(300_000).toString('hex'));
    const recorder = createQueueRecorder((record) =>
      record.attributes.ApproximateReceiveCount < '6' ? 'failed' : 'handled',
    );
    harness.consume('events', recorder.handle);
    await send(body);
    await harness.passTime(LONG);
    const [letter] = (await harness.deadLetters.list({ limit: 5 })).items;
    expect(letter?.body === body).toBe(true);
    expect(await harness.deadLetters.redrive(letter?.id ?? '')).toBe(true);
    await harness.passTime(0);
    expect(recorder.records.at(-1)?.body === body).toBe(true);
  });

  it('leaves a message in its queue when it can not be parked', async () => {
    let isFull = true;
    const { ports } = harness;
    const write: typeof ports.store.write = async (changes) => {
      if (isFull && changes.length > 1) throw new Error('The store is ill.');
      await ports.store.write(changes);
    };
    const handle = countTries(
      { ...ports, store: { ...ports.store, write } },
      createQueueRecorder(() => 'failed').handle,
    );
    const answer = () => handle(eventOf({ receiveCount: 5 }), CONTEXT);
    await ports.store.write([delivery(4)]);
    expect((await answer()).batchItemFailures).toEqual([{ itemIdentifier: 'message-1' }]);
    isFull = false;
    expect((await answer()).batchItemFailures).toEqual([]);
    expect((await harness.deadLetters.list({ limit: 5 })).items).toHaveLength(1);
  });

  it('drops a message that is handed out once more after it was parked', async () => {
    const recorder = createQueueRecorder(() => 'failed');
    const handle = countTries(harness.ports, recorder.handle);
    await harness.ports.store.write([delivery(4)]);
    for (let n = 0; n < 3; n++) {
      expect((await handle(eventOf({ receiveCount: 5 + n }), CONTEXT)).batchItemFailures).toEqual([]);
    }
    expect(recorder.records).toHaveLength(1);
    expect((await harness.deadLetters.list({ limit: 5 })).items).toHaveLength(1);
  });

  it('refuses to be fed by a queue that it does not know', async () => {
    const handle = countTries(harness.ports, createQueueRecorder().handle);
    await expect(handle(eventOf({ receiveCount: 1, queue: 'other.fifo' }), CONTEXT)).rejects.toThrow('other.fifo');
  });
});

describe('sending', () => {
  it.each(['RequestThrottled', 'ThrottlingException', 'KmsThrottled'])('tells of %s as throttling', async (code) => {
    harness.service.failNext('SendMessage', new AwsFault(code), 5);
    await expect(send('a')).rejects.toMatchObject({ name: 'ThrottledError' });
  });

  it('tells of other errors under their own name', async () => {
    harness.service.failNext('SendMessage', new AwsFault('AccessDenied', 'no', { status: 403 }));
    await expect(send('a')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('sends a message once when the answer is lost and the call is repeated', async () => {
    harness.service.failNext('SendMessage', 'hang up', 2);
    await send('a');
    const recorder = createQueueRecorder();
    harness.consume('events', recorder.handle);
    await harness.passTime(LONG);
    expect(recorder.bodies()).toEqual(['a']);
  });

  it('sends what XML does not know as the same JSON text', async () => {
    const content = { text: '\uFFFE \uFFFF \uD800 \u0000 \u007F 🐎' };
    const recorder = createQueueRecorder();
    harness.consume('events', recorder.handle);
    await send(JSON.stringify(content));
    await harness.passTime(0);
    expect(JSON.parse(recorder.bodies()[0] ?? '')).toEqual(content);
    await expect(send(JSON.stringify('\uFFFF'.repeat(MAX_MESSAGE_BYTES / 4)))).rejects.toThrow('the limit is');
  });

  it('refuses a queue that the function does not declare', async () => {
    const { client, clock } = harness.ports;
    const queue = createSqsQueue({ client, urls: {}, ids: createSystemIdSource(clock) });
    await expect(queue.send('events', { body: '{}', group: 'g' })).rejects.toMatchObject({
      name: 'QueueNotDeclaredError',
    });
  });
});

describe('redriving', () => {
  it('lets the letter lie where the queue does not take it, and can be tried again at once', async () => {
    harness.consume('events', createQueueRecorder(() => 'failed').handle);
    await send('bad');
    await harness.passTime(LONG);
    const [letter] = (await harness.deadLetters.list({ limit: 5 })).items;
    harness.service.failNext('SendMessage', new AwsFault('RequestThrottled'), 3);
    await expect(harness.deadLetters.redrive(letter?.id ?? '')).rejects.toMatchObject({ name: 'ThrottledError' });
    expect((await harness.deadLetters.list({ limit: 5 })).items).toEqual([letter]);
    expect(await harness.deadLetters.redrive(letter?.id ?? '')).toBe(true);
  });
});

const CONTEXT = {} as Parameters<ReturnType<typeof countTries>>[1];

function eventOf({ receiveCount, queue = 'events.fifo' }: { receiveCount: number; queue?: string }): SQSEvent {
  const attributes = {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: '0',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '0',
    MessageGroupId: 'g',
  };
  const message = { messageId: 'message-1', receiptHandle: 'r', body: '{}', md5OfBody: '', messageAttributes: {} };
  const origin = { eventSource: 'aws:sqs', eventSourceARN: `arn:aws:sqs:eu-west-1:0:${queue}`, awsRegion: 'eu-west-1' };
  return { Records: [{ ...message, ...origin, attributes }] };
}

function delivery(failed: number) {
  const body = { queue: 'events', messageId: 'message-1', failed, throttled: 0, heldBack: 0 };
  const key = { partition: 'delivery#events#message-1', sort: '-' };
  return { kind: 'put' as const, expect: 'absent' as const, item: { key, type: 'delivery', version: 1, body } };
}
