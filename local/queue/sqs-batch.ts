import { hash } from 'node:crypto';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { isFifo } from '../../shared/adapters/queue/message-rules.ts';
import type { Batch, ReceivedMessage } from './message-source.ts';

/** The event with which Lambda would hand the batch to a function. */
export function sqsEventOf(batch: Batch): SQSEvent {
  return { Records: batch.messages.map((message) => recordOf(batch, message)) };
}

function recordOf({ queue, receipt }: Batch, message: ReceivedMessage): SQSRecord {
  return {
    messageId: message.id,
    receiptHandle: receipt,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      ...(message.group !== undefined && { MessageGroupId: message.group }),
      ...(message.deduplicationId !== undefined && { MessageDeduplicationId: message.deduplicationId }),
      // SQS numbers the messages of FIFO queues with 20 digits.
      ...(isFifo(queue) && { SequenceNumber: String(message.sequence).padStart(20, '0') }),
    },
    messageAttributes: {},
    md5OfBody: hash('md5', message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:local:000000000000:${queue}${isFifo(queue) ? '.fifo' : ''}`,
    awsRegion: 'local',
  };
}
