import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoItemStore } from '../../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { createTable } from '../../../shared/adapters/dynamodb/temporary-table.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import type { ItemStoreHarness } from '../../contract/item-store.contract.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';

/**
 * A store on a new table, whose expiry is judged by a clock that jumps; pauses between tries are real.
 *
 * @param indexLagMilliseconds how long indexes may take to show a write.
 */
export async function makeDynamoHarness(client: DynamoDBClient, indexLagMilliseconds = 0): Promise<ItemStoreHarness> {
  const jumping = createJumpingClock();
  const clock = { now: jumping.now, sleep: (milliseconds: number) => delay(milliseconds) };
  const table = `werkstroom-test-${randomUUID()}`;
  await createTable(client, table);
  const open = () => createDynamoItemStore({ client, table, clock, ids: createSystemIdSource(jumping) });
  return {
    store: open(),
    now: jumping.now,
    passTime: jumping.advance,
    settleIndexes: async () => {
      await delay(indexLagMilliseconds);
    },
    reopen: async () => open(),
    dispose: async () => {
      await client.send(new DeleteTableCommand({ TableName: table }));
    },
  };
}
