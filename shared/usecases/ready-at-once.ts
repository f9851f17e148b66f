import { PLATFORM_SOURCE, type StoredEvent } from '../domain/event/event.ts';
import { instantOf } from '../ports/clock.ts';
import type { WriteStep } from '../ports/item-store.ts';
import { runItems } from '../repositories/run-items.ts';
import { type DeliverPorts, type Delivery, planDelivery } from './deliver-event.ts';
import { type Opening, openingOf } from './open-runs.ts';

/** What a planned event does that can be written in order right behind it, as nobody has tried it before, so far as is known. */
export interface ReadyAtOnce {
  /** The runs that it starts. */
  readonly openings: readonly Opening[];
  /** What it is to the one run that it answers. */
  readonly delivery?: Delivery;
}

/**
 * Gets ready what fits into the event's own write. What can not be got ready now is left to the steps behind it: the event is kept first, so that it can
 * be seen whatever becomes of it.
 *
 * @param room how many changes there is room for.
 */
export async function readyAtOnce(ports: DeliverPorts, stored: StoredEvent, room: number): Promise<ReadyAtOnce> {
  const { source, runId } = stored.event;
  try {
    if (source !== PLATFORM_SOURCE || runId === undefined) return { openings: await openingsOf(ports, stored, room) };
    return { openings: [], delivery: await planDelivery(ports, runId, stored) };
  } catch {
    return { openings: [] };
  }
}

async function openingsOf(ports: DeliverPorts, stored: StoredEvent, room: number): Promise<readonly Opening[]> {
  const openings: Opening[] = [];
  let left = room;
  for (const start of stored.plan?.starts ?? []) {
    const opening = await openingOf(ports, { stored, start, now: instantOf(ports.clock) });
    left -= opening.beside.length + 1;
    if (left < 0) break;
    openings.push(opening);
  }
  return openings;
}

/** Its steps; of a delivery all changes are one. */
export function stepsAtOnce({ openings, delivery }: ReadyAtOnce): readonly WriteStep[] {
  return [
    ...(delivery?.changes.length ? [delivery.changes] : []),
    ...openings.flatMap(({ beside, run }) => [...beside, runItems.create(run)]),
  ];
}
