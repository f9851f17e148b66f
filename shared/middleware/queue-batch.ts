import {
  processPartialResponse,
  SqsFifoMessageGroupShortCircuitError,
  SqsFifoPartialProcessorAsync,
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
  return async ({ Records }) => {
    const left = await Promise.all(lanesOf(Records).map((lane) => handleLane(options, lane)));
    return answerOf(left.flat());
  };
}

/** The messages of each group. Those without a group stand alone. */
function lanesOf(records: readonly SQSRecord[]): SQSRecord[][] {
  const lanes = Map.groupBy(records, ({ attributes: { MessageGroupId }, messageId }) =>
    JSON.stringify(MessageGroupId === undefined ? { messageId } : [MessageGroupId]),
  );
  return [...lanes.values()];
}

/** A processor handles all of its messages in turn, of whatever group, so each group has its own. */
async function handleLane(options: BatchOptions, Records: SQSRecord[]): Promise<readonly LeftMessage[]> {
  const processor = new SqsFifoPartialProcessorAsync();
  const handle = (record: SQSRecord): Promise<void> => handleOne(options, record);
  const { batchItemFailures } = await processPartialResponse({ Records }, handle, processor, {
    skipGroupOnError: true,
    throwOnFullBatchFailure: false,
  });
  return batchItemFailures.flatMap(({ itemIdentifier: messageId }, position) => {
    const error = processor.errors[position];
    return error ? [{ messageId, error }] : [];
  });
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
