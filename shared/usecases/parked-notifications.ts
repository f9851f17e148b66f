import { idempotencyKeyOf } from '../domain/run/run.ts';
import type { Visit } from '../domain/run/visit.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { runItems } from '../repositories/run-items.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { findAdministrators } from './find-administrators.ts';

/** Tells the requester and the administrators that a run stands still, and why. */
export async function parkedNotifications(
  ports: Pick<Ports, 'store' | 'clock'>,
  place: { company: string; runId: string; step: string; visit: Visit },
  message: string,
): Promise<readonly Change[]> {
  const run = await runItems.get(ports.store, { company: place.company, id: place.runId });
  const userIds = new Set([
    ...(run?.value.requestedBy ? [run.value.requestedBy] : []),
    ...(await findAdministrators(ports, place.company)),
  ]);
  return [...userIds].map((userId) =>
    outgoingNotification({
      company: place.company,
      group: notificationGroup(place.runId),
      id: `parked/${idempotencyKeyOf(place)}/${userId}`,
      to: { userId },
      content: { kind: 'runParked', runId: place.runId, message },
      now: instantOf(ports.clock),
    }),
  );
}
