import type { ItemKey } from '../../shared/ports/item-store.ts';
import type { ItemRow } from './item-row.ts';

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

interface Place {
  readonly id: string;
  row: ItemRow | null | undefined;
  /** Writes of it that are under way. */
  writes: number;
}

/**
 * Keeps rows of about so many characters in all, in two generations: when the young one has half of that, it takes the place of the old one, which is
 * forgotten but for what is being written. (To look for the oldest entry of a Map takes longer the more of those before it are gone.)
 */
export function createRecentItems(keptCharacters = KEPT_CHARACTERS): RecentItems {
  let young = new Map<string, Place>();
  let old = new Map<string, Place>();
  let inYoung = 0;

  const placeOf = (key: ItemKey): Place => {
    const id = idOf(key);
    const known = young.get(id);
    if (known) return known;
    const place: Place = old.get(id) ?? { id, row: undefined, writes: 0 };
    old.delete(id);
    young.set(id, place);
    inYoung += charactersOf(place.row);
    return place;
  };
  const fill = (place: Place, row: ItemRow | null | undefined): void => {
    inYoung += charactersOf(row) - charactersOf(place.row);
    place.row = row;
    if (row === undefined && place.writes === 0) {
      young.delete(place.id);
      old.delete(place.id);
    }
  };
  const makeRoom = (): void => {
    if (inYoung < keptCharacters / 2) return;
    const written = [...old].filter(([, { writes }]) => writes > 0);
    old = young;
    young = new Map(written);
    inYoung = 0;
  };

  return {
    get(key) {
      const id = idOf(key);
      return (young.get(id) ?? old.get(id))?.row;
    },
    put(key, row) {
      const place = placeOf(key);
      if (place.writes > 0) return;
      fill(place, row);
      makeRoom();
    },
    writing(keys) {
      const written = keys.map(placeOf);
      for (const place of written) {
        place.writes += 1;
        fill(place, undefined);
      }
      return (left) => {
        for (const [index, place] of written.entries()) {
          place.writes -= 1;
          if (place.writes === 0) fill(place, left?.[index]);
        }
        makeRoom();
      };
    },
  };
}

/** The length keeps the two parts apart, whatever is in them. */
function idOf({ partition, sort }: ItemKey): string {
  return `${partition.length} ${partition}${sort}`;
}

function charactersOf(row: ItemRow | null | undefined): number {
  if (row === undefined) return 0;
  return CHARACTERS_PER_ROW + (row ? row[4].length : 0);
}
