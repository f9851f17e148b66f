import type { Run } from '../domain/run/run.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { eventItems } from '../repositories/event-items.ts';

/**
 * Whether the execution of a run was started. A run is written before that and not again because of it: the event that starts it says when all is
 * done, until the sweep has looked at the run.
 */
export async function hasBegun(
  ports: { readonly store: ItemStore },
  { company, status, event }: Pick<Run, 'company' | 'status' | 'event'>,
): Promise<boolean> {
  if (status !== 'starting') return true;
  const stored = await eventItems.get(ports.store, { company, ...event });
  // One that is no longer kept was handled long ago.
  return stored === undefined || stored.value.status === 'handled';
}
