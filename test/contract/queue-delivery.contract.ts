import { describe, expect, it } from 'vitest';
import { MAX_RECEIVES, type QueueName } from '../../shared/ports/queue.ts';
import type { QueueHarness } from './queue.contract.ts';
import { createQueueRecorder, type Verdict } from './queue-recorder.ts';

const LONG = 1_000_000;

/** Nothing is lost, groups keep their order, and what fails is tried again. */
export function queueDeliveryContract(harness: () => QueueHarness): void {
  const send = async (queue: QueueName, group: string, ...bodies: readonly string[]): Promise<void> => {
    for (const body of bodies) await harness().queue.send(queue, { body, group });
  };
  const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

  describe('delivery', () => {
    it('wakes when a message arrives', async () => {
      const recorder = createQueueRecorder();
      harness().consume('events', recorder.handle);
      await harness().passTime(5_000);
      await send('events', 'g', 'a');
      await harness().passTime(0);
      expect(recorder.bodies()).toEqual(['a']);
    });

    it('delivers everything once when everything is handled', async () => {
      const recorder = createQueueRecorder();
      harness().consume('notifications', recorder.handle);
      const bodies = numbered('n', 95);
      await Promise.all(bodies.map((body) => harness().queue.send('notifications', { body })));
      await harness().passTime(LONG);
      expect(recorder.bodies().toSorted()).toEqual(bodies.toSorted());
    });

    it('keeps the order of a group, with one batch of it in flight', async () => {
      const inFlight = new Set<string>();
      const recorder = createQueueRecorder(async ({ attributes: { MessageGroupId: group = '' }, messageId }) => {
        const isAlone = ![...inFlight].some((other) => other.startsWith(`${group} `));
        inFlight.add(`${group} ${messageId}`);
        await Promise.resolve();
        inFlight.delete(`${group} ${messageId}`);
        return isAlone ? 'handled' : 'failed';
      });
      harness().consume('events', recorder.handle);
      await Promise.all(['x', 'y', 'z'].map((group) => send('events', group, ...numbered(group, 25))));
      await harness().passTime(LONG);
      for (const group of ['x', 'y', 'z']) {
        expect(recorder.bodies().filter((body) => body.startsWith(group))).toEqual(numbered(group, 25));
      }
    });

    it('does not let a group that is being handled hold up another', async () => {
      let open = (): void => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      const recorder = createQueueRecorder(async ({ body }): Promise<Verdict> => {
        if (body === 'slow') await gate;
        return 'handled';
      });
      harness().consume('decisions', recorder.handle);
      await send('decisions', 'a', 'slow');
      await harness().passTime(0);
      await send('decisions', 'a', 'waits');
      await send('decisions', 'b', 'quick');
      await harness().passTime(0);
      expect(recorder.bodies()).toEqual(['slow', 'quick']);
      open();
      await harness().passTime(0);
      expect(recorder.bodies()).toEqual(['slow', 'quick', 'waits']);
    });
  });

  describe('redelivery', () => {
    it('repeats only what failed, later and counted', async () => {
      const recorder = createQueueRecorder(({ body, attributes }) =>
        body === 'b' && attributes.ApproximateReceiveCount === '1' ? 'failed' : 'handled',
      );
      harness().consume('notifications', recorder.handle);
      await Promise.all(['a', 'b', 'c'].map((body) => harness().queue.send('notifications', { body })));
      await harness().passTime(0);
      expect(recorder.bodies().toSorted()).toEqual(['a', 'b', 'c']);
      await harness().passTime(LONG);
      expect(recorder.bodies()).toHaveLength(4);
      expect(recorder.records.at(-1)).toMatchObject({ body: 'b', attributes: { ApproximateReceiveCount: '2' } });
    });

    it('repeats a failed message of a group before what follows it, also what was handled out of turn', async () => {
      let failures = 2;
      const handled: string[] = [];
      const recorder = createQueueRecorder(({ body }) => {
        if (body === 'b' && failures-- > 0) return 'failed';
        handled.push(body);
        return 'handled';
      });
      await send('events', 'g', 'a', 'b', 'c', 'd');
      harness().consume('events', recorder.handle);
      await harness().passTime(LONG);
      expect(handled.slice(handled.lastIndexOf('b'))).toEqual(['b', 'c', 'd']);
      expect(handled.filter((body) => body === 'a')).toHaveLength(1);
      const { items } = await harness().deadLetters.list({ limit: 10 });
      expect(items).toEqual([]);
    });

    it('repeats the whole batch when the handler throws, or answers for a message that it was not given', async () => {
      const answers = [
        () => Promise.reject(new Error('out of memory')),
        () => Promise.resolve({ batchItemFailures: [{ itemIdentifier: 'somebody' }] }),
      ];
      const recorder = createQueueRecorder();
      harness().consume('events', (event) => answers.shift()?.() ?? recorder.handle(event));
      await send('events', 'g', 'a');
      await harness().passTime(LONG);
      expect(recorder.bodies()).toEqual(['a']);
    });

    it('takes no answer for success', async () => {
      let calls = 0;
      harness().consume('events', async () => {
        calls++;
        return undefined;
      });
      await send('events', 'g', 'a');
      await harness().passTime(LONG);
      expect(calls).toBe(1);
    });

    it('never gives up on a message because of throttling', async () => {
      let throttles = 3 * MAX_RECEIVES;
      const handled: string[] = [];
      const recorder = createQueueRecorder(({ body }) => {
        if (body === 'a' && throttles-- > 0) return 'throttled';
        handled.push(body);
        return 'handled';
      });
      await send('events', 'g', 'a', 'b');
      harness().consume('events', recorder.handle);
      await harness().passTime(LONG);
      expect(handled.slice(handled.lastIndexOf('a'))).toEqual(['a', 'b']);
      expect((await harness().deadLetters.list({ limit: 10 })).items).toEqual([]);
    });
  });

  describe('after the end of the process', () => {
    it('still has what was accepted, and delivers again what was in flight', async (context) => {
      const { restart } = harness();
      if (!restart) return context.skip();
      let isStarted = false;
      harness().consume('events', () => {
        isStarted = true;
        return new Promise(() => {});
      });
      await send('events', 'g', 'a', 'b');
      await send('events', 'h', 'c');
      await harness().passTime(0);
      expect(isStarted).toBe(true);
      await restart();
      const recorder = createQueueRecorder();
      harness().consume('events', recorder.handle);
      await harness().passTime(0);
      expect(recorder.bodies().filter((body) => body !== 'c')).toEqual(['a', 'b']);
      expect(recorder.bodies()).toContain('c');
    });

    it('still knows deduplication ids', async (context) => {
      const { restart } = harness();
      if (!restart) return context.skip();
      await harness().queue.send('events', { body: 'a', group: 'g', deduplicationId: 'd' });
      await restart();
      await harness().queue.send('events', { body: 'b', group: 'g', deduplicationId: 'd' });
      const recorder = createQueueRecorder();
      harness().consume('events', recorder.handle);
      await harness().passTime(LONG);
      expect(recorder.bodies()).toEqual(['a']);
    });
  });
}
