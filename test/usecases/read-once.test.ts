import { expect, it } from 'vitest';
import type { ItemStore } from '../../shared/ports/item-store.ts';
import { findRequestParts, requestIdOf } from '../../shared/repositories/approval-items.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { viewApproval } from '../../shared/usecases/view-approval.ts';
import { company, decideOpen, entriesOf, handIn, orderEvent, setUpCompany } from '../faults/purchase-order.ts';
import { createWorld, type World } from '../faults/world.ts';

/** The types of items that something reads, in order. */
async function readBy(world: World, work: (store: ItemStore) => Promise<unknown>): Promise<readonly string[]> {
  const read: string[] = [];
  const { store } = world.calm;
  const note = (partition: string): void => void read.push(partition.slice(0, partition.indexOf('#')));
  await work({
    ...store,
    get(key) {
      note(key.partition);
      return store.get(key);
    },
    query(query) {
      note(query.partition);
      return store.query(query);
    },
  });
  return read;
}

async function asked(): Promise<World> {
  const world = await createWorld({ schedule: [] });
  await setUpCompany(world);
  await handIn(world, orderEvent('e1', 'approvalRequested', { amount: 1_200 }));
  await world.settle();
  return world;
}

it('the page of an entry reads its request once with all entries, and knows the event that was asked about', async () => {
  const world = await asked();
  const [entry] = entriesOf(world).filter(({ status }) => status === 'open');
  const id = { company, entryId: entry?.id ?? '', readerId: 'manager' };
  const read = await readBy(world, (store) => viewApproval({ ...world.calm, store }, id));
  expect(read.filter((type) => ['approval', 'run', 'event'].includes(type))).toEqual(['approval', 'event']);
  expect(await viewApproval(world.calm, { ...id, entryId: `${id.entryId}9` })).toBeUndefined();
  expect(await viewApproval(world.calm, { ...id, entryId: 'nothing' })).toBeUndefined();
  await world.close();
});

it('the parts of a request are itself and its entries in their order', async () => {
  const world = await asked();
  const entries = entriesOf(world);
  const requestId = requestIdOf(entries[0]?.id ?? '');
  const parts = await findRequestParts(world.calm.store, { company, requestId });
  expect(parts.request?.value).toMatchObject({ id: requestId, status: 'pending', entryCount: entries.length });
  expect(parts.entries.map(({ value }) => value.id)).toEqual(entries.map((_, index) => `${requestId}.${index + 1}`));
  expect(await findRequestParts(world.calm.store, { company, requestId: 'none' })).toEqual({ entries: [] });
  await world.close();
});

it('a decision that is told to its run is not read again', async () => {
  const world = await asked();
  await decideOpen(world, 'manager', 'approve');
  const [message] = world.queue.messages('decisions');
  const event = JSON.parse(message?.body ?? '{}');
  const read = await readBy(world, (store) => dispatchEvent({ ...world.calm, store }, event));
  // The version is kept for each store.
  expect(read.filter((type) => type !== 'workflowVersion')).toEqual(['record', 'inbox']);
  await world.settle();
  await world.close();
});
