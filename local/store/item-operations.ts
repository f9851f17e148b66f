import { type ItemRow, PUT_ITEM } from './item-row.ts';
import type { Operation, Prepare } from './operation.ts';

/** A change as the database takes it. */
export interface PreparedChange {
  readonly partition: string;
  readonly sort: string;
  /** Which version must be there; null where there must be none. */
  readonly version: number | null;
  /** What is put there. */
  readonly row?: ItemRow;
  readonly isDeletion?: true;
}

/** Makes all changes, or none when an expectation does not hold. Answers the positions of those. `now` is an ISO 8601 instant. */
export const writeItems: Operation<{ changes: readonly PreparedChange[]; now: string }, readonly number[]> = {
  name: 'items.write',
  run(prepare, { changes, now }) {
    const failed = changes.flatMap((change, position) => (holds(prepare, change, now) ? [] : [position]));
    if (failed.length > 0) return failed;
    for (const { partition, sort, row, isDeletion } of changes) {
      if (row) prepare(PUT_ITEM).run(...row);
      if (isDeletion) prepare('delete from items where partition = ? and sort = ?').run(partition, sort);
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

function holds(prepare: Prepare, { partition, sort, version }: PreparedChange, now: string): boolean {
  const present =
    'select version from items where partition = ? and sort = ? and (expires_at is null or expires_at > ?)';
  return (prepare(present).get(partition, sort, now)?.version ?? null) === version;
}
