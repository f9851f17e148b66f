import type { JsonObject } from '../../shared/domain/json/json.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';

/** Tells of a change of an item now, by an event of this id. */
export async function changeItem(
  world: World,
  change: { eventId: string; item: string; fields?: JsonObject; user?: string },
): Promise<void> {
  const { eventId: id, item, fields = {}, user } = change;
  const now = new Date(world.clock.now()).toISOString();
  await dispatchEvent(world.calm, {
    company,
    source: 'erp',
    id,
    type: 'item.modified',
    time: now,
    receivedAt: now,
    ...(user !== undefined && { user }),
    record: { company, source: 'erp', entity: 'item', id: item, fields },
  });
}
