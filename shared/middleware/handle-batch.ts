import type { SQSRecord } from 'aws-lambda';
import type { BatchAnswer, BatchItem } from '../contracts/batch-answer.ts';
import { ThrottledError } from '../ports/throttled-error.ts';

/** `behind`: not tried, because one before it in its group has to come first. */
type Outcome = 'done' | 'behind' | 'throttled' | { readonly reason: string };

/**
 * Handles the messages of a batch: those of a group one after the other and none behind one that failed, so that the order within a group
 * holds; groups beside each other. What only met throttling, or stood behind another message, comes again without counting as a try.
 */
export async function handleBatch(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
): Promise<BatchAnswer> {
  const outcomes = new Map<SQSRecord, Outcome>();
  const handleGroup = async (group: readonly SQSRecord[]): Promise<void> => {
    let blocked = false;
    for (const record of group) {
      const outcome: Outcome = blocked ? 'behind' : await outcomeOf(record, handle);
      blocked ||= outcome !== 'done';
      outcomes.set(record, outcome);
    }
  };
  await Promise.all(groupsOf(records).map(handleGroup));
  return answerOf(outcomes);
}

/** Messages without a group stand alone. */
function groupsOf(records: readonly SQSRecord[]): (readonly SQSRecord[])[] {
  const groups = Map.groupBy(records, ({ attributes: { MessageGroupId }, messageId }) =>
    JSON.stringify(MessageGroupId === undefined ? { messageId } : { MessageGroupId }),
  );
  return [...groups.values()];
}

async function outcomeOf(record: SQSRecord, handle: (record: SQSRecord) => Promise<void>): Promise<Outcome> {
  try {
    await handle(record);
    return 'done';
  } catch (error) {
    if (error instanceof ThrottledError) return 'throttled';
    return { reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

function answerOf(outcomes: ReadonlyMap<SQSRecord, Outcome>): BatchAnswer {
  const left = [...outcomes].filter(([, outcome]) => outcome !== 'done');
  const uncounted = left.filter(([, outcome]) => typeof outcome === 'string');
  const reasons = left.flatMap(([{ messageId }, outcome]) =>
    typeof outcome === 'string' ? [] : [[messageId, outcome.reason] as const],
  );
  return {
    batchItemFailures: left.map(itemOf),
    ...(uncounted.length > 0 && { throttled: uncounted.map(itemOf) }),
    ...(reasons.length > 0 && { reasons: Object.fromEntries(reasons) }),
  };
}

function itemOf([{ messageId }]: readonly [SQSRecord, Outcome]): BatchItem {
  return { itemIdentifier: messageId };
}
