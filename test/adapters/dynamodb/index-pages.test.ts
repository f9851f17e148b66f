import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoClient } from '../../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { attributesOf, keyAttributes } from '../../../shared/adapters/dynamodb/item-attributes.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import type { Item, ItemStore } from '../../../shared/ports/item-store.ts';
import { incompressibleText, put, readAll, thing } from '../../contract/item-samples.ts';
import { startFakeDynamo } from '../../support/aws/fake-dynamo.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { createEagerClock } from '../../support/eager-clock.ts';
import { makeDynamoHarness } from './item-store-harness.ts';

const QUERY = { index: 'lists', partition: 'list#x', limit: 10 } as const;
const inList = (sort: string, place: string, body = {}): Item =>
  thing('p', sort, { body, indexes: { lists: { partition: 'list#x', sort: place } } });
/** What the index tells of an item: keys only. */
const entry = (sort: string, place: string) => ({
  ...keyAttributes(thing('p', sort).key),
  listsPk: { S: 'list#x' },
  listsSk: { S: place },
});
const stored = attributesOf;

describe('a page of an index', () => {
  const stubbed = (client: DynamoDBClient) => mockClient(client);
  let aws: ReturnType<typeof stubbed>;
  let store: ItemStore;
  beforeEach(() => {
    const clock = createEagerClock();
    const client = createDynamoClient(fakeEndpoint('http://127.0.0.1:9'));
    aws = stubbed(client);
    store = createDynamoItemStore({ client, table: 'items', clock, ids: createSystemIdSource(clock) });
  });
  afterEach(() => aws.restore());
  const shown = async (cursor?: string) => {
    const { items, next } = await store.query({ ...QUERY, ...(cursor !== undefined && { cursor }) });
    return { sorts: items.map(({ key }) => key.sort), next };
  };

  it('shows the items of its entries in their order, with one read of them all', async () => {
    aws.on(QueryCommand).resolves({ Items: [entry('b', '1'), entry('a', '2')] });
    aws
      .on(BatchGetItemCommand)
      .resolves({ Responses: { items: [stored(inList('a', '2')), stored(inList('b', '1'))] } });
    expect(await shown()).toEqual({ sorts: ['b', 'a'], next: undefined });
    expect(aws.commandCalls(BatchGetItemCommand)).toHaveLength(1);
  });

  it('passes over an entry that its item has left, wherever the item is now, and one whose item is gone', async () => {
    aws
      .on(QueryCommand)
      .resolves({ Items: [entry('moved', '1'), entry('out', '2'), entry('gone', '3'), entry('here', '4')] });
    const items = [inList('moved', '9'), thing('p', 'out'), inList('here', '4')].map(stored);
    aws.on(BatchGetItemCommand).resolves({ Responses: { items } });
    expect((await shown()).sorts).toEqual(['here']);
  });

  it('shows an item once that moves while it is listed, and asks for it once', async () => {
    aws.on(QueryCommand).resolves({ Items: [entry('a', '1'), entry('a', '2')] });
    aws.on(BatchGetItemCommand).resolves({ Responses: { items: [stored(inList('a', '2'))] } });
    expect((await shown()).sorts).toEqual(['a']);
    const [call] = aws.commandCalls(BatchGetItemCommand);
    expect(call?.args[0].input).toMatchObject({
      RequestItems: { items: { Keys: [keyAttributes(thing('p', 'a').key)] } },
    });
  });

  it('goes on where everything of a page has left', async () => {
    aws
      .on(QueryCommand)
      .resolvesOnce({ Items: [entry('moved', '1')], LastEvaluatedKey: entry('moved', '1') })
      .resolves({ Items: [entry('here', '2')] });
    aws.on(BatchGetItemCommand).resolves({ Responses: { items: [stored(inList('here', '2'))] } });
    expect((await shown()).sorts).toEqual(['here']);
  });

  it('asks again for what DynamoDB did not get to, and tells when it never does', async () => {
    const UnprocessedKeys = { items: { Keys: [keyAttributes(thing('p', 'b').key)] } };
    aws.on(QueryCommand).resolves({ Items: [entry('a', '1'), entry('b', '2')] });
    aws
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { items: [stored(inList('a', '1'))] }, UnprocessedKeys })
      .resolvesOnce({ Responses: { items: [] }, UnprocessedKeys })
      .resolves({ Responses: { items: [stored(inList('b', '2'))] } });
    expect((await shown()).sorts).toEqual(['a', 'b']);
    aws.on(BatchGetItemCommand).resolves({ Responses: { items: [] }, UnprocessedKeys });
    await expect(shown()).rejects.toMatchObject({ name: 'ThrottledError' });
  });
});

it('ends a page of large items early, and goes on with the next one', async () => {
  const service = await startFakeDynamo();
  const client = createDynamoClient(fakeEndpoint(service.url));
  const { store } = await makeDynamoHarness(client);
  const body = { text: incompressibleText(16_000) };
  for (let n = 0; n < 3; n++) {
    await store.write(Array.from({ length: 100 }, (_, m) => put(inList(`${n}-${m}`, `${n}-${m}`, body))));
  }
  const first = await store.query({ ...QUERY, limit: 1_000 });
  expect(first.items).toHaveLength(100);
  expect(await readAll(store, { ...QUERY, limit: 1_000 })).toHaveLength(300);
  client.destroy();
  await service.close();
});
