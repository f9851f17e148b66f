import type { Change, ItemKey, ItemStore } from '../../ports/item-store.ts';
import type { QueueName } from '../../ports/queue.ts';

/**
 * What is remembered of a message that was not handled at its first receive. SQS counts receives only, and takes throttling and standing behind
 * another message for tries.
 */
export interface Delivery {
  readonly queue: QueueName;
  readonly messageId: string;
  /** Receives that ended with a failure of the message itself. */
  readonly failed: number;
  /** Receives that ended with throttling. */
  readonly throttled: number;
  /** Receives that were not used, because a message before it in its group is repeated. */
  readonly heldBack: number;
  /** It lies among the dead letters: whatever comes of it is dropped. */
  readonly parked?: boolean;
}

/** A delivery with the version that a change of it must name; 0 for one that is not kept yet. */
export interface VersionedDelivery {
  readonly delivery: Delivery;
  readonly version: number;
}

/** The longest time that SQS keeps a message, and a day. */
const KEPT_MILLISECONDS = 15 * 24 * 3_600_000;
export const DELIVERY = 'delivery';

/** What is remembered of a message, or a blank sheet. */
export async function readDelivery(
  store: ItemStore,
  id: { queue: QueueName; messageId: string },
): Promise<VersionedDelivery> {
  const item = await store.get(keyOf(id));
  if (!item) return { delivery: { ...id, failed: 0, throttled: 0, heldBack: 0 }, version: 0 };
  return { delivery: item.body as object as Delivery, version: item.version };
}

/** Remembers it. @param now milliseconds since 1970. */
export function rememberDelivery({ version }: VersionedDelivery, delivery: Delivery, now: number): Change {
  return {
    kind: 'put',
    expect: version === 0 ? 'absent' : { version },
    item: {
      key: keyOf(delivery),
      type: DELIVERY,
      version: version + 1,
      body: { ...delivery },
      expiresAt: new Date(now + KEPT_MILLISECONDS).toISOString(),
    },
  };
}

function keyOf({ queue, messageId }: { queue: QueueName; messageId: string }): ItemKey {
  return { partition: `${DELIVERY}#${queue}#${messageId}`, sort: '-' };
}
