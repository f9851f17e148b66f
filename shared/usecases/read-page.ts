import { InvalidCursorError, type ItemQuery, type ItemStore } from '../ports/item-store.ts';
import type { ItemType } from '../repositories/item-type.ts';

/** Which part of a list somebody wants. */
export interface PageRequest {
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface ListPage<Value> {
  readonly items: readonly Value[];
  readonly next?: string;
}

/** One partition to read from. */
export type PartitionQuery = Omit<ItemQuery, 'limit' | 'cursor'>;

/** A list that keeps few of many reads at most this many pages; the next request goes on from there. */
const MAX_READS = 20;
const READ_SIZE = 200;

/** One page of the values of several partitions, one partition after the other, of which `keep` keeps some (told the partition's position). */
export async function readPage<Value, Id>(
  ports: { store: ItemStore },
  list: {
    type: Pick<ItemType<Value, Id>, 'query'>;
    partitions: readonly PartitionQuery[];
    keep?: (value: Value, partition: number) => boolean | Promise<boolean>;
  },
  page: PageRequest,
): Promise<ListPage<Value>> {
  const items: Value[] = [];
  let place = placeOf(page.cursor);
  for (let reads = 0; reads < MAX_READS && items.length < page.limit; reads++) {
    const partition = list.partitions[place.partition];
    if (!partition) return { items };
    const wanted = page.limit - items.length;
    const { keep } = list;
    const keepHere = keep && ((value: Value) => keep(value, place.partition));
    const read = await readSome(ports, { type: list.type, partition, cursor: place.cursor, keep: keepHere }, wanted);
    items.push(...read.items);
    place = read.next === undefined ? { partition: place.partition + 1 } : { ...place, cursor: read.next };
  }
  return place.partition < list.partitions.length ? { items, next: cursorOf(place) } : { items };
}

/** At most `wanted` values of one partition. Where the filter keeps fewer than are read, more is read at once. */
async function readSome<Value, Id>(
  { store }: { store: ItemStore },
  from: {
    type: Pick<ItemType<Value, Id>, 'query'>;
    partition: PartitionQuery;
    cursor: string | undefined;
    keep: ((value: Value) => boolean | Promise<boolean>) | undefined;
  },
  wanted: number,
): Promise<ListPage<Value>> {
  const query = { ...from.partition, ...(from.cursor !== undefined && { cursor: from.cursor }) };
  const page = await from.type.query(store, { ...query, limit: from.keep ? READ_SIZE : wanted });
  const kept: Value[] = [];
  for (const [index, { value }] of page.items.entries()) {
    if (from.keep && !(await from.keep(value))) continue;
    kept.push(value);
    if (kept.length < wanted || index === page.items.length - 1) continue;
    const { next } = await from.type.query(store, { ...query, limit: index + 1 });
    return next === undefined ? { items: kept } : { items: kept, next };
  }
  return page.next === undefined ? { items: kept } : { items: kept, next: page.next };
}

interface Place {
  readonly partition: number;
  readonly cursor?: string;
}

function cursorOf({ partition, cursor }: Place): string {
  return Buffer.from(JSON.stringify([partition, cursor ?? null])).toString('base64url');
}

function placeOf(text: string | undefined): Place {
  if (text === undefined) return { partition: 0 };
  try {
    const [partition, cursor] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    if (Number.isSafeInteger(partition) && (cursor === null || typeof cursor === 'string')) {
      return { partition: Number(partition), ...(cursor !== null && { cursor }) };
    }
  } catch {
    throw new InvalidCursorError('The cursor is not one of ours.');
  }
  throw new InvalidCursorError('The cursor is not one of ours.');
}
