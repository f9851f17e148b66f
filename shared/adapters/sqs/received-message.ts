import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ItemStore } from '../../ports/item-store.ts';
import type { Log } from '../../ports/log.ts';
import type { QueueName } from '../../ports/queue.ts';
import { readDelivery, type VersionedDelivery } from './delivery-items.ts';
import { type QueueUrls, queueOfArn } from './queue-urls.ts';

/** What counting tries needs. */
export interface TryPorts {
  readonly client: SQSClient;
  readonly urls: QueueUrls;
  readonly store: ItemStore;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** A message as SQS handed it out, with what is known of earlier times. */
export interface ReceivedMessage {
  readonly record: SQSRecord;
  readonly before: VersionedDelivery;
  /** Earlier failures of the message itself. */
  readonly tries: number;
  /** `parked`: it is a dead letter already; `hopeless`: nobody ever answers for it. */
  readonly state: { readonly kind: 'due' | 'parked' } | { readonly kind: 'hopeless'; readonly reason: string };
}

/** A message that was in flight at the end of so many calls that gave no answer has probably ended them. */
const MAX_INTERRUPTIONS = 10;

/** The messages of an event and their queue. Only for one that was received before, something is read. */
export async function receivedMessages(
  ports: TryPorts,
  { Records }: SQSEvent,
): Promise<{ queue: QueueName; messages: readonly ReceivedMessage[] }> {
  const queue = queueOfArn(ports.urls, Records[0]?.eventSourceARN ?? '');
  return { queue, messages: await Promise.all(Records.map((record) => received(ports, queue, record))) };
}

async function received({ store }: TryPorts, queue: QueueName, record: SQSRecord): Promise<ReceivedMessage> {
  const id = { queue, messageId: record.messageId };
  const receives = Number(record.attributes.ApproximateReceiveCount);
  const blank: VersionedDelivery = { delivery: { ...id, failed: 0, throttled: 0, heldBack: 0 }, version: 0 };
  const before = receives > 1 ? await readDelivery(store, id) : blank;
  const { failed, throttled, heldBack, parked } = before.delivery;
  return {
    record,
    before,
    tries: failed,
    state: parked ? { kind: 'parked' } : stateAfter(receives - 1 - failed - throttled - heldBack),
  };
}

/** @param interruptions receives of which nobody said how they ended: the function ran out of time or memory. */
function stateAfter(interruptions: number): ReceivedMessage['state'] {
  if (interruptions < MAX_INTERRUPTIONS) return { kind: 'due' };
  return { kind: 'hopeless', reason: `The function gave no answer ${interruptions} times while handling it.` };
}
