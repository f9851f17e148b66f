import type { SQSRecord } from 'aws-lambda';
import type { BatchHandler } from '../../local/queue/deliver-batch.ts';

/** What a handler was given, and how it is told to answer. */
export interface QueueRecorder {
  readonly handle: BatchHandler;
  readonly records: readonly SQSRecord[];
  /** The bodies in the order of delivery, repeated deliveries included. */
  bodies(): readonly string[];
}

/** What to answer for one message. */
export type Verdict = 'handled' | 'failed' | 'throttled';

/** A handler that answers message by message as `judge` says, going on after failures as a careless handler does. */
export function createQueueRecorder(
  judge: (record: SQSRecord) => Verdict | Promise<Verdict> = () => 'handled',
): QueueRecorder {
  const records: SQSRecord[] = [];
  return {
    records,
    bodies: () => records.map(({ body }) => body),
    async handle({ Records }) {
      const judged: { itemIdentifier: string; verdict: Verdict; body: string }[] = [];
      for (const record of Records) {
        records.push(record);
        judged.push({ itemIdentifier: record.messageId, verdict: await judge(record), body: record.body });
      }
      const notHandled = judged.filter(({ verdict }) => verdict !== 'handled');
      return {
        batchItemFailures: notHandled.map(({ itemIdentifier }) => ({ itemIdentifier })),
        throttled: notHandled
          .filter(({ verdict }) => verdict === 'throttled')
          .map(({ itemIdentifier }) => ({ itemIdentifier })),
        reasons: Object.fromEntries(notHandled.map(({ itemIdentifier, body }) => [itemIdentifier, `no ${body}`])),
      };
    },
  };
}
