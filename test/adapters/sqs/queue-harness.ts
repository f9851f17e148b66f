import { setTimeout as delay } from 'node:timers/promises';
import type { BatchHandler } from '../../../local/queue/deliver-batch.ts';
import { countTries } from '../../../shared/adapters/sqs/count-tries.ts';
import { deliverOnce } from '../../../shared/adapters/sqs/event-source-mapping.ts';
import { createItemDeadLetters } from '../../../shared/adapters/sqs/item-dead-letters.ts';
import type { TryPorts } from '../../../shared/adapters/sqs/received-message.ts';
import { createSqsClient } from '../../../shared/adapters/sqs/sqs-client.ts';
import { createSqsQueue } from '../../../shared/adapters/sqs/sqs-queue.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import type { QueueName } from '../../../shared/ports/queue.ts';
import type { QueueHarness } from '../../contract/queue.contract.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { type FakeSqs, startFakeSqs } from '../../support/aws/fake-sqs.ts';
import { LAMBDA_CONTEXT } from '../../support/aws/lambda-context.ts';
import { createMemoryBlobStore } from '../../support/memory-blob-store.ts';
import { createMemoryItemStore, type MemoryItemStore } from '../../support/memory-item-store.ts';
import { createSilentLog } from '../../support/silent-log.ts';

interface Consumer {
  readonly queue: QueueName;
  readonly handle: BatchHandler;
  running: number;
}

/** The harness of the contract, with the inside of it for tests of failures. */
export interface SqsHarness extends QueueHarness {
  readonly service: FakeSqs;
  readonly store: MemoryItemStore;
  readonly ports: TryPorts;
  /** The function's process ends in the middle of its batches, which come back after the visibility timeout. */
  crash(): Promise<void>;
}

const CONCURRENCY = 4;
/** Below the five minutes for which a queue knows a message again. */
const VISIBILITY_SECONDS = 90;
/** A handler that has called nobody for this long waits for the test. */
const QUIET_MILLISECONDS = 40;
const POLL_MILLISECONDS = 2;

/** Queues at the wire, fed to handlers as Lambda's event source mapping does; items and blobs in memory. */
export async function makeSqsHarness(): Promise<SqsHarness> {
  let now = Date.parse('2026-03-02T08:00:00.000Z');
  const clock = { now: () => now, sleep: (milliseconds: number) => delay(milliseconds) };
  const service = await startFakeSqs({ now: clock.now, visibilityTimeoutSeconds: VISIBILITY_SECONDS });
  const client = createSqsClient(fakeEndpoint(service.url));
  const ids = createSystemIdSource(clock);
  const store = createMemoryItemStore({ clock });
  const blobs = createMemoryBlobStore();
  const queue = createSqsQueue({ client, urls: service.urls, ids });
  const ports: TryPorts = { client, urls: service.urls, store, blobs, clock, log: createSilentLog() };
  let consumers: Consumer[] = [];

  const startDue = (): void => {
    for (const consumer of consumers) {
      if (consumer.running >= CONCURRENCY || !service.queue(consumer.queue).hasDue()) continue;
      consumer.running += 1;
      const delivery = deliverOnce(client, { url: service.urls[consumer.queue], batchSize: 10 }, (event) =>
        countTries(ports, consumer.handle)(event, LAMBDA_CONTEXT),
      );
      delivery
        .catch(() => {})
        .finally(() => {
          consumer.running -= 1;
        });
    }
  };
  const settle = async (): Promise<void> => {
    let quietSince = Date.now();
    let calls = service.calls.length;
    for (;;) {
      startDue();
      await delay(POLL_MILLISECONDS);
      const isIdle = consumers.every(({ running, queue: name }) => running === 0 && !service.queue(name).hasDue());
      if (isIdle || Date.now() - quietSince > QUIET_MILLISECONDS) return;
      if (service.calls.length !== calls) quietSince = Date.now();
      calls = service.calls.length;
    }
  };
  const nextAt = (): number =>
    Math.min(...consumers.map(({ queue: name }) => service.queue(name).nextVisibleAt() ?? Number.POSITIVE_INFINITY));

  return {
    service,
    store,
    ports,
    queue,
    deadLetters: createItemDeadLetters({ store, queue, blobs, clock }),
    consume: (name, handle) => {
      consumers.push({ queue: name, handle, running: 0 });
    },
    async passTime(milliseconds) {
      const until = now + milliseconds;
      await settle();
      for (let next = nextAt(); next <= until; next = nextAt()) {
        now = next;
        await settle();
      }
      now = until;
      await settle();
    },
    /** The messages in flight come back once their visibility timeout has passed. */
    async restart() {
      consumers = [];
      now += VISIBILITY_SECONDS * 1_000;
    },
    async crash() {
      await settle();
      for (const consumer of consumers) consumer.running = 0;
      now += VISIBILITY_SECONDS * 1_000;
    },
    async dispose() {
      consumers = [];
      client.destroy();
      await service.close();
    },
  };
}
