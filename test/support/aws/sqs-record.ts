import type { SQSRecord } from 'aws-lambda';

/** A message as SQS hands it to a function at its first receive. Its body is its id where nothing else is said. */
export function sqsRecord(messageId: string, MessageGroupId?: string, body = messageId): SQSRecord {
  return {
    messageId,
    body,
    receiptHandle: 'receipt',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
      ...(MessageGroupId !== undefined && { MessageGroupId }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:queue',
    awsRegion: 'eu-west-1',
  };
}
