import { setTimeout as pause } from 'node:timers/promises';
import type { SQSBatchResponse } from 'aws-lambda';
import { deliverOnce } from '../../shared/adapters/sqs/event-source-mapping.ts';
import { createSqsClient } from '../../shared/adapters/sqs/sqs-client.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { QueueName } from '../../shared/ports/queue.ts';
import type { HostedFunction } from './hosted-functions.ts';

/** How long an event source waits when its queue was empty. */
const IDLE_MILLISECONDS = 10;
/** After a queue could not be asked, it is asked again after this long. */
const PAUSE_AFTER_ERROR_MILLISECONDS = 1_000;

/** What feeds the functions that declare queues: one batch of each queue at a time, through SQS's own API. */
export interface EventSources {
  /** Resolves when the batches under way are settled. */
  stop(): Promise<void>;
}

/** @param waitSeconds how long an empty queue may hold its answer back; 0 where it would not wait anyway. */
export function startEventSources(options: {
  functions: readonly HostedFunction[];
  urls: Readonly<Record<QueueName, string>>;
  waitSeconds: number;
  log: Log;
}): EventSources {
  const { functions, urls, waitSeconds, log } = options;
  const client = createSqsClient();
  let isStopping = false;
  const feedOnce = async (queue: QueueName, batchSize: number, { invoke }: HostedFunction): Promise<void> => {
    const isBusy = await deliverOnce(client, { url: urls[queue], batchSize, waitSeconds }, async (event) => {
      try {
        return (await invoke(event)) as SQSBatchResponse;
      } catch (error) {
        log.error('A batch could not be handled.', error, { queue });
        throw error;
      }
    });
    if (!isBusy) await pause(IDLE_MILLISECONDS);
  };
  const loops = functions.flatMap((hosted) =>
    hosted.declaration.feeds.map(async (feed) => {
      if (feed.kind !== 'queue') return;
      while (!isStopping) {
        await feedOnce(feed.queue, feed.batchSize, hosted).catch(async (error: unknown) => {
          log.error('A queue could not be served.', error, { queue: feed.queue });
          await pause(PAUSE_AFTER_ERROR_MILLISECONDS);
        });
      }
    }),
  );
  return {
    async stop() {
      isStopping = true;
      await Promise.all(loops);
      client.destroy();
    },
  };
}
