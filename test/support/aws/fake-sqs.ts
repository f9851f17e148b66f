import { createHash } from 'node:crypto';
import type { QueueName } from '../../../shared/ports/queue.ts';
import { createFakeQueue, type FakeMessage, type FakeQueue } from './fake-queue.ts';
import { AwsFault, type JsonService, startJsonService } from './json-protocol.ts';

/** SQS at the wire, as far as the product uses it, on a clock that a test moves. */
export interface FakeSqs extends JsonService {
  readonly urls: Readonly<Record<QueueName, string>>;
  queue(name: QueueName): FakeQueue;
  /** The names of all queues, those that were created included. */
  names(): readonly string[];
}

const FILES: Readonly<Record<QueueName, string>> = {
  events: 'events.fifo',
  decisions: 'decisions.fifo',
  notifications: 'notifications',
};
const NAMES = Object.keys(FILES) as QueueName[];

/** Starts it with the three queues. @param visibilityTimeoutSeconds of each queue. */
export async function startFakeSqs(options: { now(): number; visibilityTimeoutSeconds: number }): Promise<FakeSqs> {
  const create = (name: string): FakeQueue => createFakeQueue({ ...options, isFifo: name.endsWith('.fifo') });
  const queues = new Map(NAMES.map((name) => [FILES[name], create(FILES[name])]));
  const called = (input: object): FakeQueue => {
    const { QueueUrl: url } = input as { QueueUrl: string };
    const queue = queues.get(url.split('/').at(-1) ?? '');
    if (!queue) throw new AwsFault('AWS.SimpleQueueService.NonExistentQueue');
    return queue;
  };
  let base = '';
  const service = await startJsonService({
    CreateQueue: (input) => {
      const { QueueName: name } = input as { QueueName: string };
      queues.set(name, create(name));
      return { QueueUrl: `${base}/${name}` };
    },
    DeleteQueue: (input) => {
      called(input);
      queues.delete((input as { QueueUrl: string }).QueueUrl.split('/').at(-1) ?? '');
      return {};
    },
    SendMessage: (input) => {
      const { id, sequence, body } = called(input).send(input);
      return { MessageId: id, MD5OfMessageBody: md5(body), SequenceNumber: sequence };
    },
    ReceiveMessage: (input) => ({
      Messages: called(input)
        .receive((input as { MaxNumberOfMessages?: number }).MaxNumberOfMessages ?? 1)
        .map(wireMessageOf),
    }),
    DeleteMessageBatch: (input) => forEach(input, ({ ReceiptHandle }) => called(input).delete(ReceiptHandle)),
    ChangeMessageVisibilityBatch: (input) =>
      forEach(input, ({ ReceiptHandle, VisibilityTimeout }) =>
        called(input).changeVisibility(ReceiptHandle, VisibilityTimeout),
      ),
  });
  base = `${service.url}/000000000000`;
  const urlOf = (name: QueueName): string => `${base}/${FILES[name]}`;
  return {
    ...service,
    urls: { events: urlOf('events'), decisions: urlOf('decisions'), notifications: urlOf('notifications') },
    queue: (name) => called({ QueueUrl: FILES[name] }),
    names: () => [...queues.keys()],
  };
}

function wireMessageOf(message: FakeMessage) {
  const { id, receipt, body, group, deduplicationId, sequence, isFifo } = message;
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    Attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      SentTimestamp: String(message.sentAt),
      SenderId: 'fake',
      ...(group !== undefined && { MessageGroupId: group }),
      ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
      ...(isFifo && { SequenceNumber: sequence }),
    },
  };
}

interface Entry {
  readonly Id: string;
  readonly ReceiptHandle: string;
  readonly VisibilityTimeout: number;
}

function forEach(input: object, work: (entry: Entry) => void): object {
  const { Entries: entries } = input as { Entries: readonly Entry[] };
  if (entries.length > 10) throw new AwsFault('AWS.SimpleQueueService.TooManyEntriesInBatchRequest');
  entries.forEach(work);
  return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
