import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Patience } from './persist.ts';

/** A table, the client that reaches it, and how its pauses are made. */
export interface DynamoTable extends Patience {
  readonly client: DynamoDBClient;
  readonly table: string;
}
