import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoMessageGroupShortCircuitError,
} from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { BatchAnswer } from '../contracts/batch-answer.ts';
import type { Log } from '../ports/log.ts';
import { ThrottledError } from '../ports/throttled-error.ts';

/** What is done with one message. */
interface BatchOptions {
  readonly log: Log;
  handle(body: string, record: SQSRecord): Promise<void>;
}

/** A message that is to come again, and why. */
interface LeftMessage {
  readonly messageId: string;
  readonly error: Error;
}

/**
 * Turns a batch into one call per message. Messages of one group are handled one after the other, and none behind a failed one; groups in
 * parallel. What failed comes again; a message that only met throttling, or stood behind another one, comes again without counting as tried.
 */
export function queueBatch(options: BatchOptions): (event: SQSEvent) => Promise<BatchAnswer> {
  return async (event) => {
    const processor = new BatchProcessor(EventType.SQS);
    const { batchItemFailures } = await processPartialResponse(event, inLanes(options), processor, {
      processInParallel: true,
      throwOnFullBatchFailure: false,
    });
    const left = batchItemFailures.flatMap(({ itemIdentifier: messageId }, position) => {
      const error = processor.errors[position];
      return error ? [{ messageId, error }] : [];
    });
    return answerOf(left);
  };
}

/** Handles messages that are handed in at once, in their order; one of a group waits for the one before it. */
function inLanes(options: BatchOptions): (record: SQSRecord) => Promise<void> {
  const lanes = new Map<string, Promise<void>>();
  return (record) => {
    const { MessageGroupId: group } = record.attributes;
    if (group === undefined) return handleOne(options, record);
    const before = lanes.get(group) ?? Promise.resolve();
    const lane = before.then(
      () => handleOne(options, record),
      () => Promise.reject(new SqsFifoMessageGroupShortCircuitError()),
    );
    lanes.set(group, lane);
    return lane;
  };
}

async function handleOne({ log, handle }: BatchOptions, record: SQSRecord): Promise<void> {
  try {
    await handle(record.body, record);
  } catch (error) {
    const { messageId } = record;
    if (error instanceof ThrottledError) {
      log.warn('A message waits because a service asked to slow down.', { messageId });
    } else {
      log.error('A message failed.', error, { messageId });
    }
    throw error instanceof Error ? error : new Error('Something that is no error was thrown.');
  }
}

function answerOf(left: readonly LeftMessage[]): BatchAnswer {
  const [uncounted, failed] = [left.filter(isUncounted), left.filter((one) => !isUncounted(one))];
  const reasons = failed.map(({ messageId, error }) => [messageId, `${error.name}: ${error.message}`] as const);
  return {
    batchItemFailures: left.map(identified),
    ...(uncounted.length > 0 && { throttled: uncounted.map(identified) }),
    ...(reasons.length > 0 && { reasons: Object.fromEntries(reasons) }),
  };
}

function isUncounted({ error }: LeftMessage): boolean {
  return error instanceof ThrottledError || error instanceof SqsFifoMessageGroupShortCircuitError;
}

function identified({ messageId }: LeftMessage): { itemIdentifier: string } {
  return { itemIdentifier: messageId };
}
