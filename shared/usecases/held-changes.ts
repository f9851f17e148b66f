import type { RecordChange } from '../domain/record/record-change.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { changesOfRun, recordChangeItems } from '../repositories/record-change-items.ts';

/** The new values that a run holds or held back. */
export function findHeldChanges(
  ports: { store: ItemStore },
  run: { company: string; runId: string },
): Promise<readonly Versioned<RecordChange>[]> {
  return recordChangeItems.queryAll(ports.store, { index: 'base', partition: changesOfRun(run) });
}
