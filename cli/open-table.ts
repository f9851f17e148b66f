import { createDynamoClient } from '../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../shared/adapters/dynamodb/dynamo-item-store.ts';
import { systemClock as clock } from '../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../shared/adapters/system/system-id-source.ts';
import type { Ports } from '../shared/ports/ports.ts';

/** The items of a deployment, with the region and the rights of whoever calls. */
export function openTable(table: string): Pick<Ports, 'store' | 'clock' | 'ids'> {
  const ids = createSystemIdSource(clock);
  return { store: createDynamoItemStore({ client: createDynamoClient(), table, clock, ids }), clock, ids };
}
