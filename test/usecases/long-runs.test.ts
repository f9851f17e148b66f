import { afterEach, expect, it } from 'vitest';
import { eventItems } from '../../shared/repositories/event-items.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { orderEvent } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { runOf, worldWith } from './world-with.ts';

const DAY = 86_400_000;

let world: World;
afterEach(() => world.close());

const created = orderEvent('e1', 'created', { amount: 5 });
const flow = (steps: string) =>
  definitionOf(`code: LONG\nkind: automated\non: { event: purchaseDocument.created }\nsteps: ${steps}`);
const after = async (days: number): Promise<void> => {
  for (let day = 0; day < days; day += 30) {
    await world.clock.advance(Math.min(30, days - day) * DAY);
    await world.settle();
  }
  world.store.catchUp();
};

it.each([
  ['waits for half a year', '[{ wait: { for: P180D } }, { do: records.restrict }]', 181],
  [
    'waits for an event that does not come for most of a year',
    '[{ when: [{ event: purchaseDocument.released, steps: [] }], timeout: { after: P330D, steps: [{ do: records.restrict }] } }]',
    331,
  ],
])('a run that %s still knows the event that started it, for the actions behind', async (_what, steps, days) => {
  world = await worldWith(flow(steps));
  await dispatchEvent(world.calm, created);
  await after(days);
  expect(await runOf(world, 'LONG')).toMatchObject({ status: 'succeeded' });
});

it('an event that no run had to do with is forgotten after 90 days, one that started a run when that must be over', async () => {
  world = await worldWith(flow('[{ do: records.restrict }]'));
  const idle = orderEvent('e2', 'released', { amount: 5 });
  await dispatchEvent(world.calm, created);
  await dispatchEvent(world.calm, idle);
  const known = () =>
    Promise.all([created, idle].map(async (event) => (await eventItems.get(world.calm.store, event)) !== undefined));
  expect(await known()).toEqual([true, true]);
  await after(91);
  expect(await known()).toEqual([true, false]);
  await after(310);
  expect(await known()).toEqual([false, false]);
});
