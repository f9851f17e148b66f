import { describe, expect, it } from 'vitest';
import type { OutgoingMessage, QueueName } from '../../shared/ports/queue.ts';
import type { QueueHarness } from './queue.contract.ts';
import { createQueueRecorder } from './queue-recorder.ts';
import { receiveNow } from './receive-now.ts';

/** When a message is handed out, and how long it is known again. */
export function queueSendContract(harness: () => QueueHarness): void {
  const send = (queue: QueueName, message: OutgoingMessage) => harness().queue.send(queue, message);
  const received = (queue: QueueName) => receiveNow(harness(), queue);

  describe('send', () => {
    it('delivers a delayed message after its delay, and others before it', async () => {
      await send('notifications', { body: 'late', delaySeconds: 60 });
      await send('notifications', { body: 'now' });
      const recorder = createQueueRecorder();
      harness().consume('notifications', recorder.handle);
      await harness().passTime(50_000);
      expect(recorder.bodies()).toEqual(['now']);
      await harness().passTime(15_000);
      expect(recorder.bodies()).toEqual(['now', 'late']);
    });
  });

  describe('deduplication', () => {
    it('drops what was accepted within the last 5 minutes, handled or not', async () => {
      const message = { group: 'g', deduplicationId: 'd' };
      await Promise.all(Array.from({ length: 20 }, (_, n) => send('events', { ...message, body: `${n}` })));
      const bodies = await received('events');
      expect(bodies).toHaveLength(1);
      await harness().passTime(250_000);
      await send('events', { ...message, body: 'again' });
      await harness().passTime(0);
      expect(await received('events')).toEqual([]);
    });

    it('accepts it again after 5 minutes', async () => {
      const message = { group: 'g', deduplicationId: 'd' };
      await send('events', { ...message, body: 'first' });
      await harness().passTime(310_000);
      await send('events', { ...message, body: 'second' });
      expect(await received('events')).toEqual(['first', 'second']);
    });
  });
}
