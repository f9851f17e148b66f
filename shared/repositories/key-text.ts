import type { RecordKey } from '../domain/record/record.ts';

/** Joins the parts of a key. `#` inside a part is escaped, so that no id can reach into another partition. */
export function keyOf(first: string, ...others: readonly string[]): string {
  let key = escaped(first);
  for (const part of others) key += `#${escaped(part)}`;
  return key;
}

function escaped(part: string): string {
  return part.includes('#') || part.includes('%') ? part.replaceAll('%', '%25').replaceAll('#', '%23') : part;
}

/** The part of a key that names a record. */
export function recordPartition(type: string, key: RecordKey): string {
  return keyOf(type, key.company, key.source, key.entity, key.id);
}

/** The sort key of things that are alone in their partition. */
export const ONLY = '-';

/** The shards over which due times and leftovers are spread (DynamoDB: one partition takes 1,000 writes a second). */
export const DUE_SHARDS = 16;

/** The partition of the `due` index in which something with this id is found. */
export function duePartition(id: string): string {
  let hash = 0;
  for (let index = 0; index < id.length; index++) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return dueShard(hash % DUE_SHARDS);
}

/** The partition of one shard of the `due` index. */
export function dueShard(shard: number): string {
  return keyOf('due', String(shard).padStart(2, '0'));
}

/** A number as text that sorts like the number (up to 10 digits). */
export function sortable(value: number): string {
  return String(value).padStart(10, '0');
}

/** `milliseconds` after an ISO 8601 instant. */
export function later(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

/** Ninety days in milliseconds: how long an event's id and a run's name are remembered. */
export const NINETY_DAYS = 90 * 24 * 3_600_000;
