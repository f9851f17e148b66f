import { type ItemRow, insertRow, PLACE_OF_KEY, type Place, replaceRow } from './item-row.ts';
import type { Operation, Prepare } from './operation.ts';

/**
 * A change as the database takes it, with the version that must be there (null: none). A list, as names cost as much as values on the way to another
 * thread.
 */
export type PreparedChange =
  | readonly [kind: 'put', version: number | null, ...row: ItemRow]
  | readonly [kind: 'delete' | 'check', version: number | null, partition: string, sort: string];

/** The row that a change puts. */
export function rowOfChange(change: PreparedChange): ItemRow | undefined {
  if (change[0] !== 'put') return undefined;
  const [, , ...row] = change;
  return row;
}

/** Makes all changes, or none when an expectation does not hold. Answers the positions of those. `now` is an ISO 8601 instant. */
export const writeItems: Operation<{ changes: readonly PreparedChange[]; now: string }, readonly number[]> = {
  name: 'items.write',
  run(prepare, { changes, now }) {
    const places = changes.map((change) => findPlace(prepare, change));
    const failed = changes.flatMap((change, position) => (holds(change, places[position], now) ? [] : [position]));
    if (failed.length > 0) return failed;
    for (const [position, change] of changes.entries()) {
      const place = places[position];
      const row = rowOfChange(change);
      if (row && place) replaceRow(prepare, place, row);
      else if (row) insertRow(prepare, row);
      else if (change[0] === 'delete' && place) prepare('delete from items where rowid = ?').run(place.rowid ?? null);
    }
    return failed;
  },
};

/** Deletes at most `limit` items that have expired by `now` (an ISO 8601 instant). Answers how many. */
export const deleteExpiredItems: Operation<{ limit: number; now: string }, number> = {
  name: 'items.deleteExpired',
  run(prepare, { limit, now }) {
    const expired = 'select rowid from items where expires_at <= ? order by expires_at limit ?';
    return Number(prepare(`delete from items where rowid in (${expired})`).run(now, limit).changes);
  },
};

function findPlace(prepare: Prepare, [, , partition, sort]: PreparedChange): Place | undefined {
  return prepare(PLACE_OF_KEY).get(partition, sort);
}

/** An item that has expired counts as absent, though its row is still there. */
function holds([, version]: PreparedChange, place: Place | undefined, now: string): boolean {
  const { version: present = null, expires_at: expiresAt } = place ?? {};
  return (typeof expiresAt === 'string' && expiresAt <= now ? null : present) === version;
}
