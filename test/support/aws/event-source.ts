import { createHash } from 'node:crypto';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { LAMBDA_CONTEXT } from './lambda-context.ts';

/** A function as Lambda calls it for a batch of messages. */
export type BatchFunction = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * What Lambda's event source mapping does with one batch: receive, call, delete what was not reported as failed.
 *
 * @returns whether there was anything to deliver.
 */
export async function deliverOnce(
  client: SQSClient,
  source: { url: string; batchSize: number; waitSeconds?: number },
  handle: BatchFunction,
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
  const Records = Messages.map((message) => recordOf(message, source.url));
  const answer = await handle({ Records }, LAMBDA_CONTEXT).catch(() => undefined);
  if (!answer) return true;
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const Entries = Records.filter(({ messageId }) => !failed.has(messageId)).map(({ messageId, receiptHandle }) => ({
    Id: messageId,
    ReceiptHandle: receiptHandle,
  }));
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: source.url, Entries }));
  return true;
}

function recordOf(message: Message, url: string): SQSRecord {
  const { Attributes = {}, Body = '' } = message;
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: Body,
    attributes: { ...EMPTY_ATTRIBUTES, ...Attributes },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(Body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-west-1:${url.split('/').slice(-2).join(':')}`,
    awsRegion: 'eu-west-1',
  };
}

const EMPTY_ATTRIBUTES = {
  ApproximateReceiveCount: '1',
  SentTimestamp: '0',
  SenderId: '',
  ApproximateFirstReceiveTimestamp: '0',
};
