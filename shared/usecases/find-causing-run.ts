import type { RecordEvent } from '../domain/event/event.ts';
import { causingRunOf, type Run } from '../domain/run/run.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { runItems } from '../repositories/run-items.ts';

/** The run whose command brought an event about, as far as it is kept. */
export async function findCausingRun(
  ports: { readonly store: ItemStore },
  event: Pick<RecordEvent, 'company' | 'cause'>,
): Promise<Run | undefined> {
  const id = causingRunOf(event);
  return id === undefined ? undefined : (await runItems.get(ports.store, { company: event.company, id }))?.value;
}
