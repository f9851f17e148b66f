import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { signalRun } from '../../shared/usecases/signal-run.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { worldWith } from './world-with.ts';

/** Two waits for events of one kind, told apart by their keys. */
const DEFINITION = definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps:
  - id: both
    parallel:
      - steps:
          - id: order
            when:
              - { event: parcel.delivered, key: { field: orderNo, equals: id }, steps: [{ do: email.send, with: { to: manager, subject: by order, text: x } }] }
      - steps:
          - id: customer
            when:
              - { event: parcel.delivered, key: { field: customerNo, equals: customerNo }, steps: [{ do: email.send, with: { to: manager, subject: by customer, text: x } }] }
`);

let world: World;
beforeEach(async () => {
  world = await worldWith(DEFINITION);
});
afterEach(() => world.close());

let sent = 0;
const happen = async (source: string, type: string, id: string, fields: JsonObject) => {
  sent += 1;
  const now = new Date(world.clock.now()).toISOString();
  const entity = type.split('.')[0] ?? '';
  await dispatchEvent(world.calm, {
    ...{ company, source, id: `e${sent}`, type, time: now, receivedAt: now },
    record: { company, source, entity, id, fields },
  });
  await world.settle();
};
const subjects = () => world.mailer.mails().map(({ subject }) => subject);

it('each wait takes the events with its own key, from whichever source, be it a text or a number', async () => {
  await happen('erp', 'item.modified', '1000', { customerNo: 7 });
  await happen('carrier', 'parcel.delivered', 's1', { orderNo: '7', customerNo: '1000' });
  expect(subjects()).toEqual([]);
  await happen('carrier', 'parcel.delivered', 's2', { customerNo: '7' });
  expect(subjects()).toEqual(['by customer']);
  await happen('carrier', 'parcel.delivered', 's3', { orderNo: 1000 });
  expect(subjects()).toEqual(['by order', 'by customer']);
});

it('a value of any length is a key', async () => {
  const customerNo = 'x'.repeat(5_000);
  await happen('erp', 'item.modified', '1000', { customerNo });
  await happen('carrier', 'parcel.delivered', 's1', { customerNo: `${customerNo}y` });
  expect(subjects()).toEqual([]);
  await happen('carrier', 'parcel.delivered', 's2', { customerNo });
  expect(subjects()).toEqual(['by customer']);
});

it('nobody is found by a value that the record does not have', async () => {
  await happen('erp', 'item.modified', '1000', {});
  await happen('carrier', 'parcel.delivered', 's1', { customerNo: '' });
  await happen('carrier', 'parcel.delivered', 's2', {});
  expect(subjects()).toEqual([]);
});

it('a signal needs no key: it names the run', async () => {
  await happen('erp', 'item.modified', '1000', {});
  const [run] = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  const runId = run?.value.id ?? '';
  await signalRun(world.calm, { company, runId, event: 'parcel.delivered', fields: {}, actor: 'admin' });
  await world.settle();
  expect(subjects()).toEqual(['by order']);
});
