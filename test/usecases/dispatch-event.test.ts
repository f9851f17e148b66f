import { describe, expect, it } from 'vitest';
import type { RecordEvent } from '../../shared/domain/event/event.ts';
import type { WriteStep } from '../../shared/ports/item-store.ts';
import { eventItems } from '../../shared/repositories/event-items.ts';
import { recordItems } from '../../shared/repositories/record-items.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { type DispatchPorts, dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { sweep } from '../../shared/usecases/sweep.ts';
import { company, order, orderEvent, setUpCompany } from '../faults/purchase-order.ts';
import { createWorld, type World } from '../faults/world.ts';

const requested = orderEvent('e1', 'approvalRequested', { amount: 1_200 });
const modified = (id: string, fields: Record<string, string | number>): RecordEvent => ({
  ...orderEvent(id, 'modified', {}),
  record: { ...order, fields },
});

async function emptyWorld(): Promise<World> {
  const world = await createWorld({ schedule: [] });
  await setUpCompany(world);
  return world;
}

/** The process dies behind the first step that it writes in order. */
function dyingBehindTheEvent({ calm }: World): DispatchPorts {
  const writeInOrder = async ([first = []]: readonly WriteStep[]) => {
    await calm.store.writeInOrder([first]);
    throw new Error('The process ended.');
  };
  return { ...calm, store: { ...calm.store, writeInOrder } };
}

const storedOf = async (world: World, id: string) =>
  (await eventItems.get(world.calm.store, { company, source: 'erp', id }))?.value;
const runsOf = async (world: World) => {
  world.store.catchUp();
  return runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
};

describe('an event', () => {
  it('that does nothing is handled with its first write', async () => {
    const world = await emptyWorld();
    await dispatchEvent(world.calm, modified('e1', { amount: 1 }));
    const stored = await eventItems.get(world.calm.store, { company, source: 'erp', id: 'e1' });
    expect(stored).toMatchObject({ version: 1, value: { status: 'handled', sequence: 1, plan: { starts: [] } } });
    await world.close();
  });

  it('whose process died before the snapshot was written brings it when it comes again', async () => {
    const world = await emptyWorld();
    await dispatchEvent(world.calm, modified('e1', { amount: 1, status: 'Open' }));
    const second = modified('e2', { amount: 2 });
    await expect(dispatchEvent(dyingBehindTheEvent(world), second)).rejects.toThrow('The process ended.');
    expect((await recordItems.get(world.calm.store, order))?.value.fields).toEqual({ amount: 1, status: 'Open' });

    await dispatchEvent(world.calm, second);
    expect((await recordItems.get(world.calm.store, order))?.value).toMatchObject({
      sequence: 2,
      fields: { amount: 2, status: 'Open' },
    });
    await dispatchEvent(world.calm, modified('e3', { amount: 3 }));
    expect(await storedOf(world, 'e3')).toMatchObject({
      sequence: 3,
      previousFields: { amount: 2, status: 'Open' },
    });
    await world.close();
  });

  it('that comes once more much later does not turn the snapshot back', async () => {
    const world = await emptyWorld();
    await dispatchEvent(world.calm, modified('e1', { amount: 1 }));
    await dispatchEvent(world.calm, modified('e2', { amount: 2 }));
    await dispatchEvent(world.calm, modified('e1', { amount: 1 }));
    expect((await recordItems.get(world.calm.store, order))?.value).toMatchObject({
      sequence: 2,
      fields: { amount: 2 },
    });
    await world.close();
  });

  it('that can not be planned is there to be seen, and is planned when it comes again', async () => {
    const world = await emptyWorld();
    const isEnabledSet = (partition: string) => partition.startsWith('enabledSet#');
    const get: World['calm']['store']['get'] = async (key) => {
      if (isEnabledSet(key.partition)) throw new Error('The set can not be read.');
      return world.calm.store.get(key);
    };
    const broken = { ...world.calm, store: { ...world.calm.store, get } };
    await expect(dispatchEvent(broken, requested)).rejects.toThrow('The set can not be read.');
    expect(await storedOf(world, 'e1')).toMatchObject({ status: 'received', sequence: 1 });

    await dispatchEvent(world.calm, requested);
    expect(await storedOf(world, 'e1')).toMatchObject({ status: 'handled', sequence: 1 });
    expect(await runsOf(world)).toHaveLength(1);
    await world.close();
  });

  it('whose run could not be started is gone on with by the sweep', async () => {
    const world = await emptyWorld();
    const machines = { ...world.calm.machines, start: () => Promise.reject(new Error('The process ended.')) };
    await expect(dispatchEvent({ ...world.calm, machines }, requested)).rejects.toThrow('The process ended.');
    expect(await runsOf(world)).toMatchObject([{ value: { status: 'starting' } }]);

    await world.clock.advance(61_000);
    await sweep(world.calm);
    expect(await storedOf(world, 'e1')).toMatchObject({ status: 'handled' });
    expect((await runsOf(world))[0]?.value.status).not.toBe('starting');
    await world.close();
  });

  it('for which somebody takes the place of the record in the same moment is refused', async () => {
    const world = await emptyWorld();
    let isFirst = true;
    const writeInOrder = async (steps: readonly WriteStep[]) => {
      if (isFirst) {
        isFirst = false;
        await dispatchEvent(world.calm, orderEvent('other', 'approvalRequested', { amount: 1_200 }));
      }
      return world.calm.store.writeInOrder(steps);
    };
    await dispatchEvent({ ...world.calm, store: { ...world.calm.store, writeInOrder } }, requested);
    expect(await storedOf(world, 'e1')).toMatchObject({
      status: 'handled',
      sequence: 2,
      plan: { starts: [], refusals: [{ reason: expect.stringContaining('is already requested') }] },
    });
    await world.close();
  });
});
