import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchHandler } from '../../../local/queue/deliver-batch.ts';
import { type Poller, type PollerOptions, startPoller } from '../../../local/queue/queue-poller.ts';
import { openSqliteQueue, type SqliteQueue } from '../../../local/queue/sqlite-queue.ts';
import { openDatabase } from '../../../local/store/database.ts';
import type { LocalDatabase } from '../../../local/store/local-database.ts';
import { createJumpingClock, type JumpingClock } from '../../support/jumping-clock.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';
import { createSilentLog } from '../../support/silent-log.ts';

describe('startPoller', () => {
  let clock: JumpingClock;
  let database: LocalDatabase;
  let queue: SqliteQueue;
  let log: ReturnType<typeof createSilentLog>;
  let pollers: Poller[];

  beforeEach(async () => {
    clock = createJumpingClock();
    database = openDatabase(':memory:');
    queue = await openSqliteQueue({ database, clock, ids: createSeededIdSource() });
    log = createSilentLog();
    pollers = [];
  });
  afterEach(async () => {
    await Promise.all(pollers.map((poller) => poller.stop()));
    await database.close();
  });

  const start = (handle: BatchHandler, more: Partial<PollerOptions> = {}): Poller => {
    const defaults = { queue: 'events', source: queue, clock, log, concurrency: 2, batchSize: 3 } as const;
    const poller = startPoller({ ...defaults, handle, ...more });
    pollers.push(poller);
    return poller;
  };
  const sendGroups = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => queue.send('events', { body: `${n}`, group: `g${n}` })));

  /** A handler whose batches stay open until the test lets them go. */
  const openBatches = () => {
    const open: (() => void)[] = [];
    const sizes: number[] = [];
    const handle: BatchHandler = ({ Records }) => {
      sizes.push(Records.length);
      return new Promise((resolve) => open.push(() => resolve(undefined)));
    };
    return { open, sizes, handle };
  };

  it('asks for more batches at once while they come back full, and never for more than it may handle', async () => {
    const asked: number[] = [];
    let open = 0;
    const counted: PollerOptions['source'] = {
      ...queue,
      async receive(name, options) {
        open += 1;
        asked.push(open);
        const batch = await queue.receive(name, options);
        open -= 1;
        return batch;
      },
    };
    const { open: batches, sizes, handle } = openBatches();
    await sendGroups(100);
    start(handle, { source: counted, concurrency: 6 });
    await vi.waitFor(() => expect(batches).toHaveLength(6));
    expect(sizes).toEqual([3, 3, 3, 3, 3, 3]);
    expect(Math.max(...asked)).toBeGreaterThan(1);
    while (sizes.length < 34) {
      batches.shift()?.();
      await clock.advance(0);
    }
    expect(sizes.reduce((sum, size) => sum + size)).toBe(100);
    for (const end of batches) end();
  });

  it('loses no batch when another that was asked for at the same time fails', async () => {
    let calls = 0;
    const failing: PollerOptions['source'] = {
      ...queue,
      receive: (name, options) =>
        ++calls === 3 ? Promise.reject(new Error('The disk is full.')) : queue.receive(name, options),
    };
    const handled: string[] = [];
    await sendGroups(20);
    start(async ({ Records }) => void handled.push(...Records.map(({ body }) => body)), {
      source: failing,
      concurrency: 6,
    });
    await vi.waitFor(async () => {
      await clock.advance(1_000);
      expect(handled).toHaveLength(20);
    });
    expect(log.errors).toEqual([new Error('The disk is full.')]);
  });

  it('handles so many batches of such a size at the same time, and no more', async () => {
    const { open, sizes, handle } = openBatches();
    start(handle);
    await sendGroups(10);
    await clock.advance(0);
    expect(sizes.length).toBe(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(3);
    open.shift()?.();
    await clock.advance(0);
    expect(sizes.length).toBe(3);
    while (open.length > 0) {
      open.shift()?.();
      await clock.advance(0);
    }
    expect(sizes.reduce((sum, size) => sum + size)).toBe(10);
  });

  it('runs nothing while nothing is due, and sleeps until the next retry exactly', async () => {
    let calls = 0;
    start(async ({ Records }) => {
      calls++;
      return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await clock.advance(0);
    expect(clock.sleepers()).toBe(0);
    await sendGroups(1);
    await clock.advance(0);
    expect(calls).toBe(1);
    expect(clock.sleepers()).toBe(1);
    await clock.advance(999);
    expect(calls).toBe(1);
    await clock.advance(1);
    expect(calls).toBe(2);
    await clock.advance(1_999);
    expect(calls).toBe(2);
    await clock.advance(1);
    expect(calls).toBe(3);
  });

  it('settles what is being handled before it has stopped, and hands out nothing more', async () => {
    const { open, sizes, handle } = openBatches();
    const poller = start(handle, { concurrency: 1, batchSize: 1 });
    await sendGroups(2);
    await clock.advance(0);
    let isStopped = false;
    const stopped = poller.stop().then(() => {
      isStopped = true;
    });
    await clock.advance(0);
    expect(isStopped).toBe(false);
    open.shift()?.();
    await stopped;
    expect(sizes).toEqual([1]);
    expect(queue.countMessages('events')).toBe(1);
  });

  it('gives back what it had just received when it was stopped, without counting the try', async () => {
    await sendGroups(1);
    const poller = start(async () => undefined);
    await poller.stop();
    const batch = await queue.receive('events', { limit: 10, visibilityTimeoutSeconds: 10 });
    expect(batch.messages.map(({ receiveCount }) => receiveCount)).toEqual([1]);
  });

  it('goes on after the queue itself failed, and says so', async () => {
    let failures = 1;
    const receive: SqliteQueue['receive'] = (name, options) =>
      failures-- > 0 ? Promise.reject(new Error('disk full')) : queue.receive(name, options);
    const bodies: string[] = [];
    const handle: BatchHandler = async ({ Records }) => {
      bodies.push(...Records.map(({ body }) => body));
      return undefined;
    };
    await sendGroups(1);
    start(handle, { source: { ...queue, receive } });
    await clock.advance(0);
    expect(bodies).toEqual([]);
    expect(log.errors).toEqual([new Error('disk full')]);
    await clock.advance(1_000);
    expect(bodies).toEqual(['0']);
  });

  describe('visibility timeout', () => {
    it('hands out again what was not answered for in time, and ignores the late answer', async () => {
      const { open, sizes, handle } = openBatches();
      start(handle, { visibilityTimeoutSeconds: 30 });
      await queue.send('events', { body: 'a', group: 'g' });
      await clock.advance(29_000);
      expect(sizes).toEqual([1]);
      await clock.advance(1_000);
      expect(sizes).toEqual([1, 1]);
      open.shift()?.();
      await clock.advance(0);
      expect(queue.countMessages('events')).toBe(1);
      open.shift()?.();
      await clock.advance(0);
      expect(queue.countMessages('events')).toBe(0);
    });

    it('parks what is never answered for', async () => {
      start(() => new Promise(() => {}), { visibilityTimeoutSeconds: 30, concurrency: 10 });
      await queue.send('events', { body: 'a', group: 'g' });
      await clock.advance(1_000_000);
      const { items } = await queue.deadLetters.list({ limit: 10 });
      expect(items).toMatchObject([{ body: 'a', reason: 'It was not handled within the visibility timeout.' }]);
      // Nobody answers any more, so there is nothing to wait for when the test ends.
      pollers = [];
    });

    it('does not end by a jump of the clock that was announced', async () => {
      const { open, sizes, handle } = openBatches();
      start(handle, { visibilityTimeoutSeconds: 30 });
      await queue.send('events', { body: 'a', group: 'g' });
      await clock.advance(0);
      await queue.postponeLeases(86_400_000);
      await clock.advance(86_400_000);
      expect(sizes).toEqual([1]);
      open.shift()?.();
      await clock.advance(0);
      expect(queue.countMessages('events')).toBe(0);
    });
  });
});
