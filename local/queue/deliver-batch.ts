import type { SQSEvent } from 'aws-lambda';
import { outcomesOfAnswer, outcomesOfError } from '../../shared/adapters/queue/batch-outcomes.ts';
import type { BatchAnswer } from '../../shared/contracts/batch-answer.ts';
import type { Batch, MessageSource } from './message-source.ts';
import { sqsEventOf } from './sqs-batch.ts';

/** Handles a batch as a Lambda function fed by SQS does. To answer nothing says that everything was handled. */
export type BatchHandler = (event: SQSEvent) => Promise<BatchAnswer | undefined>;

/** Hands one batch to the handler and settles what became of its messages. A handler that throws has failed them all. */
export async function deliverBatch(source: MessageSource, batch: Batch, handle: BatchHandler): Promise<void> {
  const outcomes = await handle(sqsEventOf(batch)).then(
    (answer) => outcomesOfAnswer(batch, answer),
    (error: unknown) => outcomesOfError(batch, error),
  );
  await source.settle(batch, outcomes);
}
