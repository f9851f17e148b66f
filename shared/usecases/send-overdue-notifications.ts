import { PLATFORM_SOURCE } from '../domain/event/event.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { enabledSetItems } from '../repositories/workflow-items.ts';
import { enqueueEvent } from './enqueue-event.ts';

const EVENT = 'approvalRequest.overdue';

export type SendOverdueResult =
  | { readonly kind: 'accepted'; readonly eventId: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Business Central's action Send Overdue Approval Notifications: starts the workflows on it, and refuses when there is none (domain 4.11). */
export async function sendOverdueNotifications(
  ports: Pick<Ports, 'store' | 'queue' | 'blobs' | 'clock' | 'ids'>,
  { company, user }: { company: string; user: string },
): Promise<SendOverdueResult> {
  const set = await enabledSetItems.get(ports.store, { company, event: EVENT });
  if (!set || set.value.workflows.length === 0) {
    return {
      kind: 'refused',
      reason: `No workflow on ${EVENT} is enabled. Make a copy of the template MS-OVERDUE and enable it.`,
    };
  }
  const now = instantOf(ports.clock);
  const id = `overdue-${ports.ids.newId()}`;
  await enqueueEvent(ports, {
    company,
    source: PLATFORM_SOURCE,
    id,
    type: EVENT,
    time: now,
    receivedAt: now,
    user,
    record: { company, source: PLATFORM_SOURCE, entity: 'approvalRequest', id, fields: {} },
  });
  return { kind: 'accepted', eventId: id };
}
