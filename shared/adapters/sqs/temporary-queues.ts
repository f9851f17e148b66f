import { CreateQueueCommand, DeleteQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueName } from '../../ports/queue.ts';
import type { QueueUrls } from './queue-urls.ts';

/** Queues that are there for a while. */
export interface TemporaryQueues {
  readonly urls: Readonly<Record<QueueName, string>>;
  remove(): Promise<void>;
}

const IN_ORDER: Readonly<Record<QueueName, boolean>> = { events: true, decisions: true, notifications: false };
const MAX_MESSAGE_BYTES = '1048576';
const VISIBILITY_SECONDS = '60';

/** Creates the product's queues, without dead letters of SQS: our own come long before. For tests and trials. */
export async function createQueues(client: SQSClient, prefix: string): Promise<TemporaryQueues> {
  const create = async (queue: QueueName): Promise<string> => {
    const Attributes = {
      MaximumMessageSize: MAX_MESSAGE_BYTES,
      VisibilityTimeout: VISIBILITY_SECONDS,
      ...(IN_ORDER[queue] && { FifoQueue: 'true' }),
    };
    const QueueName = `${prefix}-${queue}${IN_ORDER[queue] ? '.fifo' : ''}`;
    return (await client.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
  };
  const urls = {
    events: await create('events'),
    decisions: await create('decisions'),
    notifications: await create('notifications'),
  } satisfies QueueUrls;
  return {
    urls,
    async remove() {
      for (const QueueUrl of Object.values(urls)) await client.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
