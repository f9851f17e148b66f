import { createHash } from 'node:crypto';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { isFifo } from '../../shared/adapters/queue/message-rules.ts';
import type { BatchAnswer } from '../../shared/contracts/batch-answer.ts';
import type { Batch, Outcome, ReceivedMessage } from './message-source.ts';

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
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:local:000000000000:${queue}${isFifo(queue) ? '.fifo' : ''}`,
    awsRegion: 'local',
  };
}

/**
 * What an answer means for each message. No answer: all were handled. An answer that names a message which was not in the
 * batch: all failed, as with Lambda. After one that is repeated, the rest of its group is held back.
 */
export function outcomesOfAnswer(batch: Batch, answer: BatchAnswer | undefined): ReadonlyMap<string, Outcome> {
  const failed = new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const throttled = new Set(answer?.throttled?.map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(batch.messages.map(({ id }) => id));
  if (![...failed, ...throttled].every((id) => known.has(id))) {
    return outcomesOf(batch, () => failure('The handler answered with a message that it was not given.'));
  }
  return outcomesOf(batch, ({ id }) => {
    if (throttled.has(id)) return { kind: 'throttled' };
    if (!failed.has(id)) return { kind: 'handled' };
    return failure(answer?.reasons?.[id] ?? 'The handler gave no reason.');
  });
}

/** What an error that the handler threw means for each message. */
export function outcomesOfError(batch: Batch, error: unknown): ReadonlyMap<string, Outcome> {
  if (error instanceof Error && error.name === 'ThrottledError') {
    return outcomesOf(batch, () => ({ kind: 'throttled' }));
  }
  return outcomesOf(batch, () => failure(error instanceof Error ? `${error.name}: ${error.message}` : String(error)));
}

function failure(reason: string): Outcome {
  return { kind: 'failed', reason };
}

function outcomesOf(batch: Batch, judge: (message: ReceivedMessage) => Outcome): ReadonlyMap<string, Outcome> {
  const blockedGroups = new Set<string>();
  const outcomes = new Map<string, Outcome>();
  for (const message of batch.messages) {
    const group = isFifo(batch.queue) ? message.group : undefined;
    const isBlocked = group !== undefined && blockedGroups.has(group);
    const outcome: Outcome = isBlocked ? { kind: 'heldBack' } : judge(message);
    if (group !== undefined && outcome.kind !== 'handled') blockedGroups.add(group);
    outcomes.set(message.id, outcome);
  }
  return outcomes;
}
