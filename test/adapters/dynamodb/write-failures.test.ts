import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoClient } from '../../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { createTable } from '../../../shared/adapters/dynamodb/temporary-table.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import { type Change, type ItemStore, ItemTooLargeError } from '../../../shared/ports/item-store.ts';
import { incompressibleText, put, thing } from '../../contract/item-samples.ts';
import { startFakeDynamo } from '../../support/aws/fake-dynamo.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { AwsFault, type JsonService } from '../../support/aws/json-protocol.ts';
import { cancellation } from '../../support/aws/transact-write-items.ts';
import { createEagerClock } from '../../support/eager-clock.ts';

const TABLE = 'items';
const THROTTLED = new AwsFault('ProvisionedThroughputExceededException');
const BROKEN = new AwsFault('InternalServerError', 'broken', { status: 500 });
const DENIED = new AwsFault('AccessDeniedException');
const BUSY = new AwsFault('TransactionConflictException');
const ALWAYS = 50;

let service: JsonService;
let client: ReturnType<typeof createDynamoClient>;
let store: ItemStore;
let partition: string;
let tests = 0;

beforeAll(async () => {
  service = await startFakeDynamo();
  client = createDynamoClient(fakeEndpoint(service.url));
  await createTable(client, TABLE);
});
beforeEach(() => {
  const clock = createEagerClock();
  store = createDynamoItemStore({ client, table: TABLE, clock, ids: createSystemIdSource(clock) });
  partition = `test-${++tests}`;
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

const isThere = async (sort: string) => (await store.get(thing(partition, sort).key)) !== undefined;
const one = (): Change[] => [put(thing(partition, 'a'))];
const two = (): Change[] => [put(thing(partition, 'a')), put(thing(partition, 'b'))];
type Operation = 'PutItem' | 'TransactWriteItems';

describe.each<[string, Operation, () => Change[]]>([
  ['a single put', 'PutItem', one],
  ['a transaction', 'TransactWriteItems', two],
])('%s', (_what, operation, changes) => {
  it('is one call', async () => {
    const before = service.calls.length;
    await store.write(changes());
    expect(service.calls.slice(before)).toEqual([operation]);
  });

  it.each<[string, AwsFault | 'hang up']>([
    ['throttling', THROTTLED],
    ['a fault on the other side', BROKEN],
    ['a conflict with a transaction', operation === 'PutItem' ? BUSY : cancellation(['None', 'TransactionConflict'])],
  ])('goes through after %s', async (_kind, failure) => {
    service.failNext(operation, failure, 2);
    await store.write(changes());
    expect(await isThere('a')).toBe(true);
  });

  it.each<[string, AwsFault, string]>([
    ['throttling', THROTTLED, 'ThrottledError'],
    ['a fault on the other side', BROKEN, 'UnknownOutcomeError'],
    ['a refusal', DENIED, 'AccessDeniedException'],
    [
      'an item that is always busy',
      operation === 'PutItem' ? BUSY : cancellation(['TransactionConflict']),
      'ThrottledError',
    ],
  ])('tells of %s that does not end', async (_kind, failure, name) => {
    service.failNext(operation, failure, ALWAYS);
    await expect(store.write(changes())).rejects.toMatchObject({ name });
    service.forgetFailures();
    expect(await isThere('a')).toBe(false);
  });

  it('does not claim that nothing was written when only the later tries were refused', async () => {
    service.failNext(operation, 'hang up');
    service.failNext(operation, THROTTLED, ALWAYS);
    await expect(store.write(changes())).rejects.toMatchObject({ name: 'UnknownOutcomeError' });
    service.forgetFailures();
    expect(await isThere('a')).toBe(true);
  });
});

it('does not take its own lost success for the success of somebody else', async () => {
  service.failNext('PutItem', 'hang up');
  await expect(store.write(one())).rejects.toMatchObject({ name: 'UnknownOutcomeError' });
  expect(await isThere('a')).toBe(true);
});

it('knows a transaction again by its token when its answer was lost', async () => {
  service.failNext('TransactWriteItems', 'hang up', 2);
  await store.write(two());
  expect(await isThere('b')).toBe(true);
});

it.each([
  [['None', 'ConditionalCheckFailed'], { name: 'WriteConflictError', failed: [1] }],
  [['TransactionConflict', 'ConditionalCheckFailed'], { name: 'WriteConflictError', failed: [1] }],
  [['ThrottlingError', 'None'], { name: 'ThrottledError' }],
  [['ValidationError', 'None'], { name: 'TransactionCanceledException' }],
])('reads the reasons %j of a cancelled transaction', async (codes, error) => {
  service.failNext('TransactWriteItems', cancellation(codes), ALWAYS);
  await expect(store.write(two())).rejects.toMatchObject(error);
  service.forgetFailures();
});

it.each(['GetItem', 'Query'])(
  'reads again after throttling or a fault, and tells of throttling that does not end: %s',
  async (call) => {
    const read = () =>
      call === 'GetItem'
        ? store.get(thing(partition, 'a').key)
        : store.query({ index: 'base', partition: `thing#${partition}`, limit: 5 });
    service.failNext(call, THROTTLED, 2);
    service.failNext(call, 'hang up');
    await read();
    service.failNext(call, THROTTLED, ALWAYS);
    await expect(read()).rejects.toMatchObject({ name: 'ThrottledError' });
    service.forgetFailures();
    service.failNext(call, BROKEN, ALWAYS);
    await expect(read()).rejects.toMatchObject({ name: 'InternalServerError' });
    service.forgetFailures();
  },
);

it('refuses changes that are too large together', async () => {
  const large = { body: { text: incompressibleText(700_000) } };
  const changes = Array.from({ length: 12 }, (_, n) => put(thing(partition, `${n}`, large)));
  await expect(store.write(changes)).rejects.toThrow(ItemTooLargeError);
});
