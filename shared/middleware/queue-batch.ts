import type { BatchAnswer } from '../contracts/batch-answer.ts';
import type { Log } from '../ports/log.ts';
import { ThrottledError } from '../ports/throttled-error.ts';

/** A batch as SQS hands it to a function; the one-machine poller makes the same. */
export interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly MessageGroupId?: string | undefined; readonly ApproximateReceiveCount?: string };
}

type Outcome = 'done' | 'behind' | 'throttled' | { readonly reason: string };

/**
 * Turns a batch into one call per message. Messages of one group are handled one after the other, and none behind a failed one; groups in
 * parallel. What failed comes again; a message that only met throttling, or stood behind another one, comes again without counting as tried.
 */
export function queueBatch(options: {
  log: Log;
  handle(body: string, record: QueueRecord): Promise<void>;
}): (event: QueueEvent) => Promise<BatchAnswer> {
  return async ({ Records }) => {
    const outcomes = new Map<QueueRecord, Outcome>();
    const handleGroup = async (records: readonly QueueRecord[]): Promise<void> => {
      let blocked = false;
      for (const record of records) {
        const outcome: Outcome = blocked ? 'behind' : await outcomeOf(options, record);
        blocked ||= outcome !== 'done';
        outcomes.set(record, outcome);
      }
    };
    await Promise.all(groupsOf(Records).map(handleGroup));
    return answerOf(outcomes);
  };
}

/** Messages without a group stand alone. */
function groupsOf(records: readonly QueueRecord[]): (readonly QueueRecord[])[] {
  const byGroup = Map.groupBy(records, ({ attributes, messageId }) =>
    JSON.stringify(attributes.MessageGroupId === undefined ? { messageId } : [attributes.MessageGroupId]),
  );
  return [...byGroup.values()];
}

async function outcomeOf(
  options: { log: Log; handle(body: string, record: QueueRecord): Promise<void> },
  record: QueueRecord,
): Promise<Outcome> {
  try {
    await options.handle(record.body, record);
    return 'done';
  } catch (error) {
    const { messageId } = record;
    if (error instanceof ThrottledError) {
      options.log.warn('A message waits because a service asked to slow down.', { messageId });
      return 'throttled';
    }
    options.log.error('A message failed.', error, { messageId });
    return {
      reason: error instanceof Error ? `${error.name}: ${error.message}` : 'Something that is no error was thrown.',
    };
  }
}

function answerOf(outcomes: ReadonlyMap<QueueRecord, Outcome>): BatchAnswer {
  const left = [...outcomes].filter(([, outcome]) => outcome !== 'done');
  const uncounted = left.filter(([, outcome]) => typeof outcome === 'string');
  const reasons = left.flatMap(([{ messageId }, outcome]) =>
    typeof outcome === 'string' ? [] : [[messageId, outcome.reason] as const],
  );
  return {
    batchItemFailures: left.map(identified),
    ...(uncounted.length > 0 && { throttled: uncounted.map(identified) }),
    ...(reasons.length > 0 && { reasons: Object.fromEntries(reasons) }),
  };
}

function identified([{ messageId }]: readonly [QueueRecord, Outcome]): { itemIdentifier: string } {
  return { itemIdentifier: messageId };
}
