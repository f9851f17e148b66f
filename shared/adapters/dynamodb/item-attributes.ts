import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item, ItemKey, SecondaryIndex } from '../../ports/item-store.ts';
import { decodeBody, encodeBody, type StoredBody } from '../item-store/item-body.ts';
import {
  BODY,
  EXPIRES_AT,
  keyAttributesOf,
  PARTITION,
  SECONDARY_INDEXES,
  SORT,
  TIME_TO_LIVE,
  VERSION,
} from './table-shape.ts';

/** An item as DynamoDB takes and gives it. */
export type Attributes = Record<string, AttributeValue>;

/** What one write unit holds. */
const WRITE_UNIT_BYTES = 1_024;

/**
 * The attributes of an item, its body compressed where it would not fit into one write unit. Its type is not stored: the partition key starts
 * with it.
 *
 * @throws ItemTooLargeError
 */
export function attributesOf(item: Item): Attributes {
  const room = WRITE_UNIT_BYTES - bytesOf(attributesWith(item, ''));
  return attributesWith(item, encodeBody(item, Math.max(0, room)));
}

/** Names and values, as DynamoDB measures an item. */
function bytesOf(attributes: Attributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { S = '', N = '' }]) => sum + name.length + Buffer.byteLength(S) + N.length,
    0,
  );
}

function attributesWith(item: Item, body: StoredBody): Attributes {
  const attributes: Attributes = {
    ...keyAttributes(item.key),
    [VERSION]: { N: String(item.version) },
    [BODY]: typeof body === 'string' ? { S: body } : { B: body },
  };
  for (const index of SECONDARY_INDEXES) {
    const key = item.indexes?.[index];
    const names = keyAttributesOf(index);
    if (key) Object.assign(attributes, { [names.partition]: { S: key.partition }, [names.sort]: { S: key.sort } });
  }
  if (item.expiresAt !== undefined) {
    attributes[EXPIRES_AT] = { S: item.expiresAt };
    attributes[TIME_TO_LIVE] = { N: String(Math.ceil(Date.parse(item.expiresAt) / 1_000)) };
  }
  return attributes;
}

/** The primary key as attributes. */
export function keyAttributes(key: ItemKey): Attributes {
  return { [PARTITION]: { S: key.partition }, [SORT]: { S: key.sort } };
}

/** The item of attributes that {@link attributesOf} made. */
export function itemOfAttributes(attributes: Attributes): Item {
  const key = keyIn(attributes, 'base') ?? { partition: '', sort: '' };
  const indexes = indexesIn(attributes);
  const expiresAt = attributes[EXPIRES_AT]?.S;
  return {
    key,
    type: key.partition.split('#')[0] ?? '',
    version: Number(attributes[VERSION]?.N),
    body: decodeBody(attributes[BODY]?.B ?? attributes[BODY]?.S ?? '{}'),
    ...(Object.keys(indexes).length > 0 && { indexes }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

/** The key that these attributes hold for an index, if any. */
export function keyIn(attributes: Attributes, index: 'base' | SecondaryIndex): ItemKey | undefined {
  const names = keyAttributesOf(index);
  const partition = attributes[names.partition]?.S;
  const sort = attributes[names.sort]?.S;
  return partition === undefined || sort === undefined ? undefined : { partition, sort };
}

function indexesIn(attributes: Attributes): Partial<Record<SecondaryIndex, ItemKey>> {
  const indexes: Partial<Record<SecondaryIndex, ItemKey>> = {};
  for (const index of SECONDARY_INDEXES) {
    const key = keyIn(attributes, index);
    if (key) indexes[index] = key;
  }
  return indexes;
}
