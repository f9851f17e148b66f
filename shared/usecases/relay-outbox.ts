import type { ItemStore } from '../ports/item-store.ts';
import { WriteConflictError } from '../ports/item-store.ts';
import type { Queue } from '../ports/queue.ts';
import { outboxItems, outboxPartition } from '../repositories/outbox-items.ts';

/**
 * Sends what one group of the outbox still holds, oldest first, and takes it out. A crash in between sends a message again:
 * queues and receivers recognise it by its deduplication id.
 */
export async function relayOutbox(
  ports: { store: ItemStore; queue: Queue },
  place: { company: string; group: string },
): Promise<void> {
  const waiting = await outboxItems.queryAll(ports.store, { index: 'base', partition: outboxPartition(place) });
  for (const message of waiting) {
    const { queue, body, deduplicationId, group } = message.value;
    await ports.queue.send(queue, queue === 'notifications' ? { body } : { body, group, deduplicationId });
    await ports.store.write([outboxItems.remove(message)]).catch(ignoreTakenAway);
  }
}

/** Another relay of the same group was faster: it has sent the message too, which does no harm. */
function ignoreTakenAway(error: unknown): void {
  if (!(error instanceof WriteConflictError)) throw error;
}
