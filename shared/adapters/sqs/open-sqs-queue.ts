import type { IdSource } from '../../ports/id-source.ts';
import type { Queue } from '../../ports/queue.ts';
import type { QueueUrls } from './queue-urls.ts';
import { createSqsClient } from './sqs-client.ts';
import { createSqsQueue } from './sqs-queue.ts';

/** Sending to SQS, with a client of its own. */
export function openSqsQueue(options: { urls: QueueUrls; ids: IdSource }): Queue {
  return createSqsQueue({ client: createSqsClient(), ...options });
}
