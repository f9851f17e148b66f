import { createDynamoClient } from '../../../shared/adapters/dynamodb/dynamo-client.ts';
import { itemStoreContract } from '../../contract/item-store.contract.ts';
import { makeDynamoHarness } from './item-store-harness.ts';

/** Global secondary indexes of the real service show a write within a second or so. */
const INDEX_LAG_MILLISECONDS = 1_500;

itemStoreContract('DynamoDB, connected', () => makeDynamoHarness(createDynamoClient(), INDEX_LAG_MILLISECONDS));
