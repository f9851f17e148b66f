import type { SQSRecord } from 'aws-lambda';
import type { BatchAnswer, BatchItem } from '../contracts/batch-answer.ts';
import { ThrottledError } from '../ports/throttled-error.ts';

/**
 * Handles the messages of a batch one after the other. After one that fails, the rest of its group is left for the next delivery,
 * so that the order within a group holds; other groups go on.
 */
export async function handleBatch(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
): Promise<BatchAnswer> {
  const batchItemFailures: BatchItem[] = [];
  const throttled: BatchItem[] = [];
  const reasons: Record<string, string> = {};
  const stopped = new Set<string>();
  for (const record of records) {
    const item = { itemIdentifier: record.messageId };
    const group = record.attributes.MessageGroupId;
    if (group !== undefined && stopped.has(group)) {
      batchItemFailures.push(item);
      continue;
    }
    try {
      await handle(record);
    } catch (error) {
      batchItemFailures.push(item);
      if (group !== undefined) stopped.add(group);
      if (error instanceof ThrottledError) throttled.push(item);
      else reasons[record.messageId] = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }
  return {
    batchItemFailures,
    ...(throttled.length > 0 && { throttled }),
    ...(Object.keys(reasons).length > 0 && { reasons }),
  };
}
