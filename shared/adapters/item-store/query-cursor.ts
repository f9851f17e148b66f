import { createHash } from 'node:crypto';
import { InvalidCursorError, type ItemKey, type ItemQuery } from '../../ports/item-store.ts';

/** The place of an item in the order of a query: its sort key in the index, and its base key where several share that. */
export interface Position {
  readonly sort: string;
  readonly key: ItemKey;
}

/** A cursor that continues `query` after `position`. It holds no secret, and fits this query only. */
export function cursorAfter(query: ItemQuery, position: Position): string {
  const place = JSON.stringify([position.sort, position.key.partition, position.key.sort]);
  return `${Buffer.from(place).toString('base64url')}.${checksum(query, place)}`;
}

/** Where `query` continues, or undefined when it starts. @throws InvalidCursorError */
export function positionOf(query: ItemQuery): Position | undefined {
  if (query.cursor === undefined) return undefined;
  const [encoded = '', sum] = query.cursor.split('.');
  const place = Buffer.from(encoded, 'base64url').toString('utf8');
  const parts = sum === checksum(query, place) ? partsOf(place) : [];
  const [sort, partition, keySort] = parts;
  if (sort === undefined || partition === undefined || keySort === undefined) {
    throw new InvalidCursorError('The cursor does not belong to this query.');
  }
  return { sort, key: { partition, sort: keySort } };
}

/** The checksum is no secret, so even a place that fits it may have been made up. */
function partsOf(place: string): readonly string[] {
  try {
    const parts: unknown = JSON.parse(place);
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}

/** Ties a place to everything of the query that decides about the order. The page size may change from page to page. */
function checksum(query: ItemQuery, place: string): string {
  const range = query.range ?? {};
  const bounds = 'beginsWith' in range ? ['beginsWith', range.beginsWith] : [range.from ?? null, range.to ?? null];
  const identity = JSON.stringify([query.index, query.partition, bounds, query.order ?? 'ascending', place]);
  return createHash('sha256').update(identity).digest('base64url').slice(0, 16);
}
