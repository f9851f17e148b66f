import { describe, expect, it } from 'vitest';
import {
  MAX_MESSAGE_BYTES,
  MessageTooLargeError,
  type OutgoingMessage,
  type QueueName,
} from '../../shared/ports/queue.ts';
import type { QueueHarness } from './queue.contract.ts';
import { createQueueRecorder } from './queue-recorder.ts';
import { receiveNow } from './receive-now.ts';

/** What is accepted and what is refused, as far as no time needs to pass: a real service can be asked it too. */
export function queueAcceptanceContract(harness: () => Pick<QueueHarness, 'queue' | 'consume' | 'passTime'>): void {
  const send = (queue: QueueName, message: OutgoingMessage) => harness().queue.send(queue, message);
  const received = (queue: QueueName) => receiveNow(harness(), queue);

  describe('send', () => {
    it('hands the message over in the shape that Lambda gets from SQS', async () => {
      const body = JSON.stringify({ text: 'Žluťoučký 🐎' });
      await send('events', { body, group: 'order/106001', deduplicationId: 'evt-1' });
      const recorder = createQueueRecorder();
      harness().consume('events', recorder.handle);
      await harness().passTime(0);
      expect(recorder.records).toEqual([
        expect.objectContaining({
          messageId: expect.stringMatching(/./),
          body,
          eventSource: 'aws:sqs',
          eventSourceARN: expect.stringMatching(/^arn:aws:sqs:.*events/),
          attributes: expect.objectContaining({
            MessageGroupId: 'order/106001',
            MessageDeduplicationId: 'evt-1',
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
          }),
        }),
      ]);
    });

    it('keeps the queues apart', async () => {
      await send('events', { body: 'event', group: 'g' });
      await send('decisions', { body: 'decision', group: 'g' });
      await send('notifications', { body: 'notification' });
      expect(await received('decisions')).toEqual(['decision']);
      expect(await received('notifications')).toEqual(['notification']);
      expect(await received('events')).toEqual(['event']);
    });

    it('takes a body of the largest size, and refuses a larger one', async () => {
      await send('events', { body: 'x'.repeat(MAX_MESSAGE_BYTES), group: 'g' });
      const tooLarge = `${'x'.repeat(MAX_MESSAGE_BYTES - 1)}š`;
      await expect(send('events', { body: tooLarge, group: 'g' })).rejects.toThrow(MessageTooLargeError);
      expect((await received('events')).map(({ length }) => length)).toEqual([MAX_MESSAGE_BYTES]);
    });

    it.each<[string, QueueName, OutgoingMessage]>([
      ['a FIFO message without a group', 'events', { body: 'x' }],
      ['a delayed FIFO message', 'decisions', { body: 'x', group: 'g', delaySeconds: 1 }],
      ['an empty body', 'notifications', { body: '' }],
      ['a group with a space', 'events', { body: 'x', group: 'a b' }],
      ['a group of 129 characters', 'events', { body: 'x', group: 'g'.repeat(129) }],
      ['an empty deduplication id', 'events', { body: 'x', group: 'g', deduplicationId: '' }],
      ['a delay above 15 minutes', 'notifications', { body: 'x', delaySeconds: 901 }],
    ])('refuses %s', async (_what, queue, message) => {
      await expect(send(queue, message)).rejects.toThrow();
      expect(await received(queue)).toEqual([]);
    });
  });

  describe('deduplication of what came just now', () => {
    it('drops what comes again at the same moment', async () => {
      const message = { group: 'g', deduplicationId: 'd' };
      await Promise.all(Array.from({ length: 20 }, (_, n) => send('events', { ...message, body: `${n}` })));
      expect(await received('events')).toHaveLength(1);
    });

    it('looks at each FIFO queue by itself, and not at a queue without order', async () => {
      await send('events', { body: 'event', group: 'g', deduplicationId: 'd' });
      await send('decisions', { body: 'decision', group: 'g', deduplicationId: 'd' });
      await send('notifications', { body: 'one', deduplicationId: 'd' });
      await send('notifications', { body: 'two', deduplicationId: 'd' });
      expect(await received('events')).toEqual(['event']);
      expect(await received('decisions')).toEqual(['decision']);
      expect((await received('notifications')).toSorted()).toEqual(['one', 'two']);
    });
  });
}
