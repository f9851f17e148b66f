import { createHash } from 'node:crypto';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** A queue that feeds a function. */
export interface EventSource {
  readonly url: string;
  readonly batchSize: number;
  /** How long an empty queue is waited for; 0 when absent. */
  readonly waitSeconds?: number;
}

/**
 * What Lambda's event source mapping does with one batch: receive, call, delete what was not reported as failed. Where functions are hosted by
 * somebody else than Lambda, this feeds them.
 *
 * @param handle when it rejects, the whole batch comes again after its visibility timeout.
 * @returns whether there was anything to deliver.
 */
export async function deliverOnce(
  client: SQSClient,
  source: EventSource,
  handle: (event: SQSEvent) => Promise<SQSBatchResponse>,
): Promise<boolean> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: source.url,
      MaxNumberOfMessages: source.batchSize,
      MessageSystemAttributeNames: ['All'],
      WaitTimeSeconds: source.waitSeconds ?? 0,
    }),
  );
  if (Messages.length === 0) return false;
  const region = await client.config.region();
  const Records = Messages.map((message) => recordOf(message, { url: source.url, region }));
  const answer = await handle({ Records }).catch(() => undefined);
  if (!answer) return true;
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const Entries = Records.filter(({ messageId }) => !failed.has(messageId)).map(({ messageId, receiptHandle }) => ({
    Id: messageId,
    ReceiptHandle: receiptHandle,
  }));
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: source.url, Entries }));
  return true;
}

function recordOf(message: Message, { url, region }: { url: string; region: string }): SQSRecord {
  const { Attributes = {}, Body = '' } = message;
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: Body,
    attributes: { ...EMPTY_ATTRIBUTES, ...Attributes },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(Body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${region}:${url.split('/').slice(-2).join(':')}`,
    awsRegion: region,
  };
}

const EMPTY_ATTRIBUTES = {
  ApproximateReceiveCount: '1',
  SentTimestamp: '0',
  SenderId: '',
  ApproximateFirstReceiveTimestamp: '0',
};
