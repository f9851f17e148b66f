import { afterAll, beforeAll } from 'vitest';
import { createDynamoClient } from '../../../shared/adapters/dynamodb/dynamo-client.ts';
import { itemStoreContract } from '../../contract/item-store.contract.ts';
import { startFakeDynamo } from '../../support/aws/fake-dynamo.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import type { JsonService } from '../../support/aws/json-protocol.ts';
import { makeDynamoHarness } from './item-store-harness.ts';

let service: JsonService;
let client: ReturnType<typeof createDynamoClient>;
beforeAll(async () => {
  service = await startFakeDynamo();
  client = createDynamoClient(fakeEndpoint(service.url));
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

itemStoreContract('DynamoDB', () => makeDynamoHarness(client));
