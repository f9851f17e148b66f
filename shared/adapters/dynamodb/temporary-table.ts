import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { keyAttributesOf, SECONDARY_INDEXES } from './table-shape.ts';

/**
 * Creates the product's table, as the stacks do, and waits until it can be used. For tests and trials: what is deployed comes from the stacks.
 *
 * @returns what deletes it with everything in it.
 */
export async function createTable(client: DynamoDBClient, table: string): Promise<() => Promise<void>> {
  const keys = (['base', ...SECONDARY_INDEXES] as const).map(keyAttributesOf);
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys
        .flatMap(({ partition, sort }) => [partition, sort])
        .map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: schemaOf('base'),
      GlobalSecondaryIndexes: SECONDARY_INDEXES.map((index) => ({
        IndexName: index,
        KeySchema: schemaOf(index),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const indexes = Table?.GlobalSecondaryIndexes ?? [];
    if ([Table, ...indexes.map(({ IndexStatus }) => ({ TableStatus: IndexStatus }))].every(isActive)) break;
  }
  return async () => {
    await client.send(new DeleteTableCommand({ TableName: table }));
  };
}

function isActive(state: { TableStatus?: string | undefined } | undefined): boolean {
  return state?.TableStatus === 'ACTIVE';
}

function schemaOf(index: Parameters<typeof keyAttributesOf>[0]) {
  const { partition, sort } = keyAttributesOf(index);
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
}
