import { identityOf } from '../../shared/adapters/item-store/store-rules.ts';
import type { ItemKey } from '../../shared/ports/item-store.ts';
import type { ItemRow } from './item-row.ts';
import { createKept } from './kept.ts';

/** Characters of rows that are kept. */
const KEPT_CHARACTERS = 8_000_000;
/** Counted for each row beside its body. */
const CHARACTERS_PER_ROW = 500;

/** Rows that were read or written lately, as the database has them; null where it has none. Nobody else writes the database. */
export interface RecentItems {
  /** Undefined when it is not known. */
  get(key: ItemKey): ItemRow | null | undefined;
  /** What was read just now. It is not kept while a write of the same key is under way: that may be in the database already, or not. */
  put(key: ItemKey, row: ItemRow | null): void;
  /** A write of these keys is asked for: until it ends, the database counts. The answer ends it, and says what it has left where that is known. */
  writing(keys: readonly ItemKey[]): (left?: readonly (ItemRow | null | undefined)[]) => void;
}

/** Keeps rows of about so many characters in all; those that were kept first go first. */
export function createRecentItems(keptCharacters = KEPT_CHARACTERS): RecentItems {
  const rows = createKept<ItemRow | null>(keptCharacters);
  /** How many writes of a key are under way. */
  const writes = new Map<string, number>();
  const keep = (id: string, row: ItemRow | null): void => rows.put(id, row, charactersOf(row));

  return {
    get: (key) => rows.get(identityOf(key)),
    put(key, row) {
      const id = identityOf(key);
      if (!writes.has(id)) keep(id, row);
    },
    writing(keys) {
      const ids = keys.map(identityOf);
      for (const id of ids) {
        writes.set(id, (writes.get(id) ?? 0) + 1);
        rows.drop(id);
      }
      return (left) => {
        for (const [index, id] of ids.entries()) {
          const others = (writes.get(id) ?? 0) - 1;
          if (others > 0) {
            writes.set(id, others);
            continue;
          }
          writes.delete(id);
          const row = left?.[index];
          if (row !== undefined) keep(id, row);
        }
      };
    },
  };
}

function charactersOf(row: ItemRow | null): number {
  return CHARACTERS_PER_ROW + (row ? row[4].length : 0);
}
