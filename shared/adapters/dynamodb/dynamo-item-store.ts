import {
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { instantOf } from '../../ports/clock.ts';
import type { Change, ItemPage, ItemQuery, ItemStore } from '../../ports/item-store.ts';
import { oneByOne } from '../item-store/one-by-one.ts';
import { cursorAfter } from '../item-store/query-cursor.ts';
import { checkChanges, checkQuery, isExpired } from '../item-store/store-rules.ts';
import { sendingOf } from './change-commands.ts';
import type { DynamoTable } from './dynamo-table.ts';
import { itemOfAttributes, keyAttributes } from './item-attributes.ts';
import { commandOfQuery, positionOfKey, startKeyOf } from './item-query.ts';
import { type IndexPage, pageOfIndex } from './page-of-index.ts';
import { persist, readPersistently } from './persist.ts';

/** Keeps items in one DynamoDB table. What is read by base key is read consistently. */
export function createDynamoItemStore(options: DynamoTable): ItemStore {
  const { client, table, clock, ids } = options;
  const write = async (changes: readonly Change[]): Promise<void> => {
    checkChanges(changes);
    if (changes.length === 0) return;
    await persist(options, sendingOf(client, changes, { table, now: instantOf(clock), token: ids.newId() }));
  };
  return {
    write,

    writeInOrder: (steps) => oneByOne(steps, write),

    async get(key) {
      const command = new GetItemCommand({ TableName: table, Key: keyAttributes(key), ConsistentRead: true });
      const { Item: attributes } = await readPersistently(options, () => client.send(command));
      const item = attributes && itemOfAttributes(attributes);
      return item && !isExpired(item, instantOf(clock)) ? item : undefined;
    },

    async query(query) {
      checkQuery(query);
      const command = commandOfQuery(query, table);
      return command ? pageOf(options, query, command) : { items: [] };
    },
  };
}

/** DynamoDB ends a page after 1 MB, and what has expired does not count: it goes on until there is something to show, or nothing left. */
async function pageOf(options: DynamoTable, query: ItemQuery, first: QueryCommandInput): Promise<ItemPage> {
  let command = first;
  for (;;) {
    const answer = await readPersistently(options, () => options.client.send(new QueryCommand(command)));
    const { items: found, stoppedAt } = await itemsOf(options, query, answer);
    const now = instantOf(options.clock);
    const items = found.filter((item) => !isExpired(item, now));
    const { LastEvaluatedKey: lastKey } = answer;
    const last = stoppedAt ?? (lastKey && positionOfKey(query, lastKey));
    if (!last) return { items };
    if (items.length > 0) return { items, next: cursorAfter(query, last) };
    command = { ...command, ExclusiveStartKey: startKeyOf(query, last) };
  }
}

async function itemsOf(options: DynamoTable, query: ItemQuery, answer: QueryCommandOutput): Promise<IndexPage> {
  const { index } = query;
  if (index === 'base') return { items: (answer.Items ?? []).map(itemOfAttributes) };
  return pageOfIndex(options, { ...query, index }, answer);
}
