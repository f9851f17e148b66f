import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type HandlerAnswer, outcomesOfAnswer, outcomesOfError } from '../queue/batch-outcomes.ts';
import type { Outcome } from '../queue/message-outcome.ts';
import { postpone } from './postpone.ts';
import { type ReceivedMessage, receivedMessages, type TryPorts } from './received-message.ts';
import { settled } from './settle-message.ts';

/** A function fed by SQS, as it is written: it says why a message failed, and what only met throttling. */
export type CountedHandler = (event: SQSEvent, context: Context) => Promise<HandlerAnswer | undefined>;

/**
 * Stands between SQS and a handler, and counts tries as the queue's port promises. SQS counts receives: a message that was throttled five times,
 * or stood five times behind a failing one, would go to its dead letters untried, without a reason.
 *
 * What failed for the last time is kept among the dead letters and leaves the queue. What comes again does so after a growing pause. The handler
 * sees the number of tries as `ApproximateReceiveCount`. At the first receive of a message that is handled, nothing is read or written.
 */
export function countTries(
  ports: TryPorts,
  handler: CountedHandler,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  return async (event, context) => {
    const { queue, messages } = await receivedMessages(ports, event);
    const due = messages.filter(({ state }) => state.kind === 'due');
    const batch = { queue, messages: due.map(({ record }) => ({ id: record.messageId, group: groupOf(record) })) };
    const outcomes =
      due.length === 0
        ? new Map<string, Outcome>()
        : await handler({ Records: due.map(asCounted) }, context).then(
            (answer) => outcomesOfAnswer(batch, answer),
            (error: unknown) => outcomesOfError(batch, error),
          );
    const left = await settled(ports, { queue, messages, outcomes });
    await postpone(ports, { queue, left });
    return { batchItemFailures: left.map(({ message }) => ({ itemIdentifier: message.record.messageId })) };
  };
}

function asCounted({ record, tries }: ReceivedMessage) {
  return { ...record, attributes: { ...record.attributes, ApproximateReceiveCount: String(tries + 1) } };
}

function groupOf({ attributes }: SQSEvent['Records'][number]): string | undefined {
  return attributes.MessageGroupId;
}
