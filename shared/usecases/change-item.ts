import type { Clock } from '../ports/clock.ts';
import type { IdSource } from '../ports/id-source.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { ItemType, Versioned } from '../repositories/item-type.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/**
 * Changes an item that was read before, without reading it once more: the version tells whether somebody else was faster, and only then it is
 * read again.
 *
 * @param change what becomes of it, or undefined where nothing is to be done any more. It must recognise its own earlier success.
 */
export async function changeItem<Value extends object, Id>(
  ports: { store: ItemStore; clock: Clock; ids: IdSource },
  items: ItemType<Value, Id>,
  item: { readonly id: Id; readonly known: Versioned<Value> },
  change: (value: Value) => Value | undefined,
): Promise<void> {
  let before: Versioned<Value> | undefined = item.known;
  await retryOnConflict(ports, async () => {
    const known = before ?? (await items.get(ports.store, item.id));
    before = undefined;
    const after = known && change(known.value);
    if (known && after) await ports.store.write([items.update(known, after)]);
  });
}
