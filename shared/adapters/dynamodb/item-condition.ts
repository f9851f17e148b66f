import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Expectation } from '../../ports/item-store.ts';
import { EXPIRES_AT, PARTITION, VERSION } from './table-shape.ts';

/** A condition as DynamoDB takes it, for one item of a write. */
export interface ItemCondition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
}

/**
 * What must hold of the item that is there. An expired item counts as absent, although DynamoDB deletes it hours or days late.
 *
 * @param now ISO 8601 instant.
 */
export function conditionOf(expected: Expectation, now: string): ItemCondition {
  if (expected === 'absent') {
    return {
      ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
      ExpressionAttributeNames: { '#pk': PARTITION, '#expiresAt': EXPIRES_AT },
      ExpressionAttributeValues: { ':now': { S: now } },
    };
  }
  return {
    ConditionExpression: '#version = :version AND (attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
    ExpressionAttributeNames: { '#version': VERSION, '#expiresAt': EXPIRES_AT },
    ExpressionAttributeValues: { ':version': { N: String(expected.version) }, ':now': { S: now } },
  };
}
