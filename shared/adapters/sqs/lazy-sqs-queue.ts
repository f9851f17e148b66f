import type { IdSource } from '../../ports/id-source.ts';
import type { Queue } from '../../ports/queue.ts';
import { lazily } from '../lazy/lazily.ts';
import type { QueueUrls } from './queue-urls.ts';

/** Sending to SQS, for functions that mostly read. */
export function createLazySqsQueue(options: { urls: QueueUrls; ids: IdSource }): Queue {
  return lazily(async () => {
    const { openSqsQueue } = await import('./open-sqs-queue.ts');
    return openSqsQueue(options);
  });
}
