import type { RecordKey } from '../domain/record/record.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { recordItems } from '../repositories/record-items.ts';

/** Quote, order, posted document: more steps back nobody looks. */
const MOST_ORIGINS = 10;

/**
 * The records that a record was made from, nearest first: approval entries and comments of a quote are shown with its order, and those of a
 * document with what was posted (domain 4.8).
 */
export async function findOrigins(ports: { store: ItemStore }, record: RecordKey): Promise<readonly RecordKey[]> {
  const found: RecordKey[] = [record];
  for (let steps = 0; steps < MOST_ORIGINS; steps++) {
    const last = found.at(-1) ?? record;
    const origin = (await recordItems.get(ports.store, last))?.value.origin;
    if (!origin || found.some(({ entity, id }) => entity === origin.entity && id === origin.id)) break;
    found.push({ ...last, ...origin });
  }
  return found.slice(1);
}
