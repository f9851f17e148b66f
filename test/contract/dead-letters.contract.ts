import { describe, expect, it } from 'vitest';
import { InvalidCursorError } from '../../shared/ports/item-store.ts';
import { MAX_RECEIVES } from '../../shared/ports/queue.ts';
import type { QueueHarness } from './queue.contract.ts';
import { createQueueRecorder, type QueueRecorder } from './queue-recorder.ts';

const LONG = 1_000_000;

/** What cannot be handled is parked visibly, and comes back when somebody says so. */
export function deadLettersContract(harness: () => QueueHarness): void {
  const letters = async () => (await harness().deadLetters.list({ limit: 100 })).items;
  const fail = (...bodies: readonly string[]): QueueRecorder => {
    const recorder = createQueueRecorder(({ body }) => (bodies.includes(body) ? 'failed' : 'handled'));
    harness().consume('events', recorder.handle);
    return recorder;
  };
  const send = (body: string, group: string) => harness().queue.send('events', { body, group });

  describe('dead letters', () => {
    it('parks a message that failed too often, with the reason, and goes on with its group', async () => {
      for (const body of ['a', 'bad', 'c', 'd']) await send(body, 'g');
      const recorder = fail('bad');
      await harness().passTime(LONG);
      expect(recorder.bodies().filter((body) => body === 'bad')).toHaveLength(MAX_RECEIVES);
      expect(recorder.bodies().slice(-2)).toEqual(['c', 'd']);
      expect(await letters()).toEqual([
        {
          id: expect.stringMatching(/./),
          queue: 'events',
          body: 'bad',
          group: 'g',
          reason: 'no bad',
          parkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        },
      ]);
    });

    it('does not count the tries of a message for those behind it', async () => {
      for (const body of ['bad', 'worse', 'good']) await send(body, 'g');
      const recorder = fail('bad', 'worse');
      await harness().passTime(LONG);
      expect((await letters()).map(({ body }) => body)).toEqual(['bad', 'worse']);
      expect(recorder.bodies().at(-1)).toBe('good');
    });

    it('takes the message of an error that the handler threw for the reason', async () => {
      harness().consume('notifications', () => Promise.reject(new TypeError('There is no such company.')));
      await harness().queue.send('notifications', { body: 'a' });
      await harness().passTime(LONG);
      expect(await letters()).toMatchObject([
        { queue: 'notifications', reason: 'TypeError: There is no such company.' },
      ]);
    });

    it('lists the oldest first, page by page', async () => {
      const bodies = ['1', '2', '3', '4', '5'];
      fail(...bodies);
      for (const body of bodies) {
        await send(body, `g${body}`);
        await harness().passTime(LONG);
      }
      const first = await harness().deadLetters.list({ limit: 2 });
      const second = await harness().deadLetters.list({ limit: 2, cursor: first.next ?? 'absent' });
      const third = await harness().deadLetters.list({ limit: 2, cursor: second.next ?? 'absent' });
      const pages = [first, second, third].map(({ items }) => items.map(({ body }) => body));
      expect(pages).toEqual([['1', '2'], ['3', '4'], ['5']]);
      expect(third.next).toBeUndefined();
    });

    it('refuses a cursor that it did not make', async () => {
      for (const cursor of ['', 'nonsense']) {
        await expect(harness().deadLetters.list({ limit: 2, cursor })).rejects.toThrow(InvalidCursorError);
      }
    });

    it('finds a letter by its id', async () => {
      fail('bad');
      await send('bad', 'g');
      await harness().passTime(LONG);
      const [letter] = await letters();
      expect(await harness().deadLetters.get(letter?.id ?? '')).toEqual(letter);
      expect(await harness().deadLetters.get('nobody')).toBeUndefined();
    });

    it('puts a redriven message at the end of its queue, with all its tries before it', async () => {
      let isRepaired = false;
      const recorder = createQueueRecorder(({ body }) => (body === 'bad' && !isRepaired ? 'failed' : 'handled'));
      harness().consume('events', recorder.handle);
      await send('bad', 'g');
      await harness().passTime(LONG);
      const [letter] = await letters();
      isRepaired = true;
      expect(await harness().deadLetters.redrive(letter?.id ?? '')).toBe(true);
      await harness().passTime(LONG);
      expect(recorder.records.at(-1)).toMatchObject({ body: 'bad', attributes: { ApproximateReceiveCount: '1' } });
      expect(recorder.records.at(-1)?.attributes.MessageGroupId).toBe('g');
      expect(await letters()).toEqual([]);
    });

    it('redrives a letter once', async () => {
      fail('bad');
      await send('bad', 'g');
      await harness().passTime(LONG);
      const [letter] = await letters();
      const redrive = () => harness().deadLetters.redrive(letter?.id ?? '');
      expect((await Promise.all([redrive(), redrive(), redrive()])).filter(Boolean)).toHaveLength(1);
      expect(await harness().deadLetters.redrive('nobody')).toBe(false);
    });

    it('keeps letters when the process ends', async (context) => {
      const { restart } = harness();
      if (!restart) return context.skip();
      fail('bad');
      await send('bad', 'g');
      await harness().passTime(LONG);
      const before = await letters();
      await restart();
      expect(await letters()).toEqual(before);
      expect(before).toHaveLength(1);
    });
  });
}
