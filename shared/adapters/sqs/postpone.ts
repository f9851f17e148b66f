import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import type { QueueName } from '../../ports/queue.ts';
import { isFifo } from '../queue/message-rules.ts';
import { urlOf } from './queue-urls.ts';
import type { TryPorts } from './received-message.ts';
import type { LeftMessage } from './settle-message.ts';

/** SQS takes this many changes in one call. */
const CHANGES_PER_CALL = 10;

/**
 * Makes messages come again after their pause, instead of after the whole visibility timeout. Messages of a group come together: the first of
 * them must be the first again. Where the call fails, they come after the timeout.
 */
export async function postpone(
  ports: TryPorts,
  { queue, left }: { queue: QueueName; left: readonly LeftMessage[] },
): Promise<void> {
  const changes = left.map((one) => ({
    Id: one.message.record.messageId,
    ReceiptHandle: one.message.record.receiptHandle,
    VisibilityTimeout: Math.ceil(delayOfLane(queue, one, left) / 1_000),
  }));
  for (let start = 0; start < changes.length; start += CHANGES_PER_CALL) {
    const Entries = changes.slice(start, start + CHANGES_PER_CALL);
    const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: urlOf(ports.urls, queue), Entries });
    await ports.client.send(command).catch((error: unknown) => {
      ports.log.warn('Messages come again later than they should.', { queue, reason: String(error) });
    });
  }
}

function delayOfLane(queue: QueueName, one: LeftMessage, left: readonly LeftMessage[]): number {
  if (!isFifo(queue)) return one.delayMilliseconds;
  const group = one.message.record.attributes.MessageGroupId;
  const sameGroup = left.filter(({ message }) => message.record.attributes.MessageGroupId === group);
  return Math.max(...sameGroup.map(({ delayMilliseconds }) => delayMilliseconds));
}
