import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countTries } from '../../../shared/adapters/sqs/count-tries.ts';
import { deliverOnce } from '../../../shared/adapters/sqs/event-source-mapping.ts';
import { createItemDeadLetters } from '../../../shared/adapters/sqs/item-dead-letters.ts';
import type { QueueUrls } from '../../../shared/adapters/sqs/queue-urls.ts';
import { createSqsClient } from '../../../shared/adapters/sqs/sqs-client.ts';
import { createSqsQueue } from '../../../shared/adapters/sqs/sqs-queue.ts';
import { createQueues, type TemporaryQueues } from '../../../shared/adapters/sqs/temporary-queues.ts';
import { systemClock as clock } from '../../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import type { Queue } from '../../../shared/ports/queue.ts';
import { queueAcceptanceContract } from '../../contract/queue-acceptance.contract.ts';
import { createQueueRecorder, type Verdict } from '../../contract/queue-recorder.ts';
import { LAMBDA_CONTEXT } from '../../support/aws/lambda-context.ts';
import { createMemoryBlobStore } from '../../support/memory-blob-store.ts';
import { createMemoryItemStore } from '../../support/memory-item-store.ts';
import { createSilentLog } from '../../support/silent-log.ts';

/** The contract needs a clock that jumps, which no real queue has: here is what can be seen within a minute. */
describe('Queue: SQS, connected', () => {
  const client = createSqsClient();
  const ids = createSystemIdSource(clock);
  const store = createMemoryItemStore({ clock });
  const blobs = createMemoryBlobStore();
  const log = createSilentLog();
  let urls: QueueUrls = {};
  let queues: TemporaryQueues;
  let queue: Queue;
  let consumers: (() => Promise<boolean>)[] = [];
  let deadLetters: ReturnType<typeof createItemDeadLetters>;

  beforeEach(async () => {
    queues = await createQueues(client, `werkstroom-test-${randomUUID().slice(0, 8)}`);
    urls = queues.urls;
    queue = createSqsQueue({ client, urls, ids });
    deadLetters = createItemDeadLetters({ store, queue, blobs, clock });
  });
  afterEach(() => {
    consumers = [];
    return queues.remove();
  });

  /** Whoever was asked to consume gets what there is, until there is nothing for a second. */
  queueAcceptanceContract(() => ({
    queue,
    consume(name, given) {
      const handle = countTries({ client, urls, store, blobs, clock, log }, given);
      const source = { url: queues.urls[name], batchSize: 10, waitSeconds: 1 };
      consumers.push(() => deliverOnce(client, source, (event) => handle(event, LAMBDA_CONTEXT)));
    },
    async passTime() {
      for (const consume of consumers) while (await consume());
    },
  }));

  async function deliverFor(milliseconds: number, name: 'events' | 'notifications', judge: (body: string) => Verdict) {
    const recorder = createQueueRecorder(({ body }) => judge(body));
    const handle = countTries({ client, urls, store, blobs, clock, log }, recorder.handle);
    for (const until = Date.now() + milliseconds; Date.now() < until; await delay(50)) {
      await deliverOnce(client, { url: queues.urls[name], batchSize: 10 }, (event) => handle(event, LAMBDA_CONTEXT));
    }
    return recorder;
  }

  it('keeps the order of a group, takes what XML refuses, and drops what it has seen', async () => {
    const bodies = ['1', '2', JSON.stringify('\uFFFE 🐎'), '4'];
    for (const body of bodies)
      await queue.send('events', {
        body,
        group: 'g',
        deduplicationId: String(bodies.indexOf(body)),
      });
    await queue.send('events', { body: 'again', group: 'g', deduplicationId: '0' });
    const recorder = await deliverFor(3_000, 'events', () => 'handled');
    expect(recorder.bodies().map((body) => JSON.parse(body))).toEqual([1, 2, '\uFFFE 🐎', 4]);
  });

  it('tries a failing message again after growing pauses, parks it, goes on with its group, and redrives it', async () => {
    for (const body of ['bad', 'next']) await queue.send('events', { body, group: 'h' });
    const recorder = await deliverFor(22_000, 'events', (body) => (body === 'bad' ? 'failed' : 'handled'));
    expect(recorder.bodies().filter((body) => body === 'bad')).toHaveLength(5);
    expect(recorder.bodies()).toContain('next');
    const [letter] = (await deadLetters.list({ limit: 5 })).items;
    expect(letter).toMatchObject({ queue: 'events', body: 'bad', group: 'h', reason: 'no bad' });
    expect(await deadLetters.redrive(letter?.id ?? '')).toBe(true);
    expect((await deliverFor(2_000, 'events', () => 'handled')).bodies()).toEqual(['bad']);
  });

  it('delivers a delayed message of a queue without order after its delay', async () => {
    await queue.send('notifications', { body: 'late', delaySeconds: 3 });
    await queue.send('notifications', { body: 'now', group: 'run-1' });
    expect((await deliverFor(1_500, 'notifications', () => 'handled')).bodies()).toEqual(['now']);
    expect((await deliverFor(4_000, 'notifications', () => 'handled')).bodies()).toEqual(['late']);
  });
});
