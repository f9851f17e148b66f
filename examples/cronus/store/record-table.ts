import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Entity } from '../records/record-kind.ts';

/** A record with what the store knows of it. */
export interface Stored<Body> {
  readonly body: Body;
  /** Counts the changes, for noticing that somebody else was faster. */
  readonly version: number;
  /** ISO 8601. */
  readonly modifiedAt: string;
}

/** All records of one entity. */
export interface RecordTable<Body extends { readonly number: string }> {
  get(number: string): Stored<Body> | undefined;
  /** In the order of their numbers. */
  list(): readonly Stored<Body>[];
  /** Inserts a record, or replaces the one with the same number. */
  put(body: Body, modifiedAt: string): void;
  remove(number: string): void;
  /** The number of the next new record. Each is given once: what was deleted keeps its number to itself. */
  takeNumber(series: { readonly first: number; readonly step: number }): string;
}

const row = z.object({ version: z.number(), modified_at: z.string(), body: z.string() });
const highestRow = z.object({ highest: z.number().nullable() });

/** The records of one entity, checked by `schema` when they are read. */
export function openRecordTable<Body extends { readonly number: string }>(
  db: DatabaseSync,
  entity: Entity,
  schema: z.ZodType<Body>,
): RecordTable<Body> {
  const columns = 'select version, modified_at, body from records where entity = ?';
  const get = db.prepare(`${columns} and number = ?`);
  const list = db.prepare(`${columns} order by length(number), number`);
  const put = db.prepare(
    `insert into records (entity, number, version, modified_at, body) values (?, ?, 1, ?, ?)
     on conflict do update set version = version + 1, modified_at = excluded.modified_at, body = excluded.body`,
  );
  const remove = db.prepare('delete from records where entity = ? and number = ?');
  const highest = db.prepare(
    `select max(last) as highest from (
       select cast(number as integer) as last from records where entity = ?1 and number not glob '*[^0-9]*'
       union all select last from number_series where entity = ?1)`,
  );
  const keepNumber = db.prepare(
    'insert into number_series (entity, last) values (?, ?) on conflict do update set last = excluded.last',
  );
  const stored = (found: unknown): Stored<Body> => {
    const { version, modified_at, body } = row.parse(found);
    return { version, modifiedAt: modified_at, body: schema.parse(JSON.parse(body)) };
  };
  return {
    get(number) {
      const found = get.get(entity, number);
      return found && stored(found);
    },
    list: () => list.all(entity).map(stored),
    put: (body, modifiedAt) => void put.run(entity, body.number, modifiedAt, JSON.stringify(body)),
    remove: (number) => void remove.run(entity, number),
    takeNumber({ first, step }) {
      const { highest: last } = highestRow.parse(highest.get(entity));
      const next = last === null ? first : Math.max(first, last + step);
      keepNumber.run(entity, next);
      return String(next);
    },
  };
}
