import type { RecordKey, Snapshot } from '../domain/record/record.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { recordItems } from '../repositories/record-items.ts';

/** So many renames of one record are followed, from an old id to the newest. */
const MOST_RENAMES = 20;

/** A record under the id that it has now, with what is known of it there. */
export interface NewestName {
  readonly key: RecordKey;
  readonly snapshot: Versioned<Snapshot> | undefined;
}

/** Follows a record that has had another id since, also several times, until another record gets that id. */
export async function findNewestName({ store }: { readonly store: ItemStore }, record: RecordKey): Promise<NewestName> {
  let newest: NewestName = { key: record, snapshot: await recordItems.get(store, record) };
  for (let renames = 0; renames < MOST_RENAMES; renames++) {
    const id = newest.snapshot?.value.renamedTo;
    if (id === undefined) break;
    const key = { ...record, id };
    newest = { key, snapshot: await recordItems.get(store, key) };
  }
  return newest;
}
