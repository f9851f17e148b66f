import dynalite from 'dynalite';
import { closed, listen } from './http-server.ts';
import { AwsFault, type JsonService, startJsonService } from './json-protocol.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createTransactions } from './transact-write-items.ts';

/** Calls an operation of dynalite. @throws AwsFault what it refuses */
export type CallDynalite = (operation: string, input: object) => Promise<Record<string, never>>;

const PLAIN = [
  'CreateTable',
  'DescribeTable',
  'DeleteTable',
  'ListTables',
  'GetItem',
  'PutItem',
  'DeleteItem',
  'Query',
  'BatchGetItem',
];

/**
 * DynamoDB at the wire: dynalite for conditions, queries and indexes, and transactions on top of it, which it lacks. One lock around every
 * call, so that nobody sees half of a transaction.
 */
export async function startFakeDynamo(): Promise<JsonService> {
  const inner = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  const call = callerOf(await listen(inner));
  const oneAtATime = createOneAtATime();
  const transact = createTransactions(call);
  const service = await startJsonService({
    ...Object.fromEntries(PLAIN.map((name) => [name, (input: object) => oneAtATime(() => call(name, input))])),
    TransactWriteItems: (input) => oneAtATime(() => transact(input)),
  });
  return {
    ...service,
    async close() {
      await service.close();
      await closed(inner);
    },
  };
}

/** dynalite wants a signature, and does not look at it. */
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260302T080000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=fake/20260302/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

function callerOf(url: string): CallDynalite {
  return async (operation, input) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body: JSON.stringify(input),
    });
    const body: Record<string, never> = JSON.parse(await answer.text());
    if (answer.status === 200) return body;
    const { __type: type = '', message, Message = message } = body;
    throw new AwsFault(String(type).split('#').at(-1) ?? '', Message, { status: answer.status });
  };
}
