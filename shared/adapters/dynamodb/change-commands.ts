import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { type Change, ItemTooLargeError } from '../../ports/item-store.ts';
import { attributesOf, keyAttributes } from './item-attributes.ts';
import { conditionOf } from './item-condition.ts';

/** DynamoDB's limit for one transaction is 4 MB; this leaves room for names and keys. */
const MAX_TRANSACTION_BYTES = 3_900_000;

/** Something that DynamoDB is sent, again and again if need be: it is the same each time. */
export type Sending = () => Promise<unknown>;

/**
 * The call that makes these changes: a plain conditional put or delete for one, which costs half of a transaction; a transaction for more.
 * Everything is serialised before this returns.
 *
 * @param options.token names the transaction, so that its repetition is the same one.
 * @throws ItemTooLargeError
 */
export function sendingOf(
  client: DynamoDBClient,
  changes: readonly Change[],
  options: { table: string; now: string; token: string },
): Sending {
  const { table, now, token } = options;
  const [first] = changes;
  if (changes.length === 1 && first?.kind === 'put') {
    const command = new PutItemCommand(putOf(first, { table, now }));
    return () => client.send(command);
  }
  if (changes.length === 1 && first?.kind === 'delete') {
    const command = new DeleteItemCommand(deletionOf(first, { table, now }));
    return () => client.send(command);
  }
  const TransactItems = changes.map((change) => transactItemOf(change, { table, now }));
  checkSize(TransactItems);
  const command = new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: token });
  return () => client.send(command);
}

interface Target {
  readonly table: string;
  readonly now: string;
}

function putOf({ item, expect }: Change & { kind: 'put' }, { table, now }: Target) {
  return { TableName: table, Item: attributesOf(item), ...conditionOf(expect, now) };
}

function deletionOf({ key, expect }: Change & { kind: 'delete' | 'check' }, { table, now }: Target) {
  return { TableName: table, Key: keyAttributes(key), ...conditionOf(expect, now) };
}

function transactItemOf(change: Change, target: Target): TransactWriteItem {
  switch (change.kind) {
    case 'put':
      return { Put: putOf(change, target) };
    case 'delete':
      return { Delete: deletionOf(change, target) };
    case 'check':
      return { ConditionCheck: deletionOf(change, target) };
  }
}

function checkSize(items: readonly TransactWriteItem[]): void {
  const bytes = items.reduce((sum, { Put }) => sum + bytesOf(Put?.Item?.body), 0);
  if (bytes > MAX_TRANSACTION_BYTES) {
    throw new ItemTooLargeError(
      `The changes take ${bytes} bytes; the limit for one write is ${MAX_TRANSACTION_BYTES}.`,
    );
  }
}

function bytesOf(body: { readonly S?: string | undefined; readonly B?: Uint8Array | undefined } | undefined): number {
  return body?.B?.byteLength ?? Buffer.byteLength(body?.S ?? '');
}
