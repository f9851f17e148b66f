import type { QueueName } from '../../ports/queue.ts';
import type { Outcome } from './message-outcome.ts';
import { isFifo } from './message-rules.ts';

/** Messages that were handed to a handler together, in their order. */
export interface HandedBatch {
  readonly queue: QueueName;
  readonly messages: readonly { readonly id: string; readonly group?: string | undefined }[];
}

/** What a handler answers: SQS's partial batch response, with what throttling held up and why others failed. */
export interface HandlerAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
  readonly throttled?: readonly { readonly itemIdentifier: string }[];
  readonly reasons?: Readonly<Record<string, string>>;
}

/**
 * What an answer means for each message. No answer: all were handled. An answer that names a message which was not in the
 * batch: all failed, as with Lambda. After one that is repeated, the rest of its group is held back.
 */
export function outcomesOfAnswer(batch: HandedBatch, answer: HandlerAnswer | undefined): ReadonlyMap<string, Outcome> {
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
export function outcomesOfError(batch: HandedBatch, error: unknown): ReadonlyMap<string, Outcome> {
  if (error instanceof Error && error.name === 'ThrottledError') {
    return outcomesOf(batch, () => ({ kind: 'throttled' }));
  }
  return outcomesOf(batch, () => failure(error instanceof Error ? `${error.name}: ${error.message}` : String(error)));
}

function failure(reason: string): Outcome {
  return { kind: 'failed', reason };
}

function outcomesOf(
  batch: HandedBatch,
  judge: (message: HandedBatch['messages'][number]) => Outcome,
): ReadonlyMap<string, Outcome> {
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
