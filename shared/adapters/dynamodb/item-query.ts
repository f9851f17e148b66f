import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { ItemQuery } from '../../ports/item-store.ts';
import { type Position, positionOf } from '../item-store/query-cursor.ts';
import { type Attributes, keyAttributes, keyIn } from './item-attributes.ts';
import { keyAttributesOf } from './table-shape.ts';

/** The query as DynamoDB takes it, or undefined where its range holds nothing, which DynamoDB would refuse. */
export function commandOfQuery(query: ItemQuery, table: string): QueryCommandInput | undefined {
  const range = rangeOf(query.range ?? {});
  if (!range) return undefined;
  const names = keyAttributesOf(query.index);
  const after = positionOf(query);
  return {
    TableName: table,
    ...(query.index === 'base' ? { ConsistentRead: true } : { IndexName: query.index }),
    KeyConditionExpression: ['#pk = :pk', ...(range.expression ? [range.expression] : [])].join(' AND '),
    ExpressionAttributeNames: { '#pk': names.partition, ...(range.expression && { '#sk': names.sort }) },
    ExpressionAttributeValues: { ':pk': { S: query.partition }, ...range.values },
    ScanIndexForward: query.order !== 'descending',
    Limit: query.limit,
    ...(after && { ExclusiveStartKey: startKeyOf(query, after) }),
  };
}

/** The place in the order of the query at which DynamoDB stopped. */
export function positionOfKey(query: ItemQuery, lastKey: Attributes): Position {
  const key = keyIn(lastKey, 'base') ?? { partition: '', sort: '' };
  return { sort: keyIn(lastKey, query.index)?.sort ?? key.sort, key };
}

/** A place in the order of a query, as DynamoDB takes it. */
export function startKeyOf({ index, partition }: ItemQuery, { sort, key }: Position): Attributes {
  const names = keyAttributesOf(index);
  return { ...keyAttributes(key), [names.partition]: { S: partition }, [names.sort]: { S: sort } };
}

interface SortRange {
  readonly expression?: string;
  readonly values: Attributes;
}

function rangeOf(range: NonNullable<ItemQuery['range']>): SortRange | undefined {
  // DynamoDB takes no empty text for a key; as a lower bound it excludes nothing, as an upper one everything.
  if ('beginsWith' in range) {
    if (range.beginsWith === '') return { values: {} };
    return { expression: 'begins_with(#sk, :prefix)', values: { ':prefix': { S: range.beginsWith } } };
  }
  const { from = '', to } = range;
  if (to === undefined)
    return from === '' ? { values: {} } : { expression: '#sk >= :from', values: { ':from': { S: from } } };
  if (Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0 || to === '') return undefined;
  if (from === '') return { expression: '#sk <= :to', values: { ':to': { S: to } } };
  return { expression: '#sk BETWEEN :from AND :to', values: { ':from': { S: from }, ':to': { S: to } } };
}
