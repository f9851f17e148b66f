import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { IdSource } from '../../ports/id-source.ts';
import type { Queue } from '../../ports/queue.ts';
import { asThrottled } from '../aws/as-throttled.ts';
import { checkMessage, isFifo } from '../queue/message-rules.ts';
import { messageTextOf } from './message-text.ts';
import { type QueueUrls, urlOf } from './queue-urls.ts';

/** Sends messages to SQS. */
export function createSqsQueue(options: { client: SQSClient; urls: QueueUrls; ids: IdSource }): Queue {
  const { client, urls, ids } = options;
  return {
    async send(queue, message) {
      const body = messageTextOf(message.body);
      checkMessage(queue, { ...message, body });
      const { group, delaySeconds } = message;
      // Without an id of the caller's, one of its own lets the queue know the SDK's repetitions, and drops nothing else.
      const deduplicationId = isFifo(queue) ? (message.deduplicationId ?? ids.newId()) : undefined;
      const command = new SendMessageCommand({
        QueueUrl: urlOf(urls, queue),
        MessageBody: body,
        MessageGroupId: group,
        MessageDeduplicationId: deduplicationId,
        DelaySeconds: delaySeconds,
      });
      await client.send(command).catch((error: unknown) => {
        throw asThrottled(error, 'SQS');
      });
    },
  };
}
