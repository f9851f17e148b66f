import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { keyAttributesOf, SECONDARY_INDEXES } from '../../../shared/adapters/dynamodb/table-shape.ts';

/** Creates the product's table, as the stacks do. */
export async function createTable(client: DynamoDBClient, table: string): Promise<void> {
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
    if ([Table, ...indexes.map(({ IndexStatus }) => ({ TableStatus: IndexStatus }))].every(isActive)) return;
  }
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
