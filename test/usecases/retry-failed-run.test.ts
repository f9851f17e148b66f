import { afterEach, expect, it } from 'vitest';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { retryRun } from '../../shared/usecases/retry-run.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { enableAgain, worldWith } from './world-with.ts';

let world: World;
afterEach(() => world.close());

const happen = async () => {
  const now = new Date(world.clock.now()).toISOString();
  await dispatchEvent(world.calm, {
    company,
    source: 'erp',
    id: 'e1',
    type: 'item.modified',
    time: now,
    receivedAt: now,
    user: 'purchaser',
    record: { company, source: 'erp', entity: 'item', id: 'i1', fields: {} },
  });
  await world.settle();
};
const run = async () => {
  const runs = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  const found = runs.find(({ value }) => value.workflow === 'FLOW');
  if (!found) throw new Error('There is no run.');
  return found.value;
};
const subjects = () => world.mailer.mails().map(({ subject }) => subject);
const retry = async () => {
  const result = await retryRun(world.calm, { company, runId: (await run()).id, actor: 'admin' });
  await world.settle();
  return result;
};

it('a run that failed goes on at the step that failed, and does nothing twice', async () => {
  const call = (subject: string) => `{ do: email.send, with: { to: manager, subject: ${subject}, text: x } }`;
  world = await worldWith(
    definitionOf(`code: LATER\nkind: instant\non: { instant: { entity: item } }\nsteps: [${call('later')}]\n`),
    definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps: [${call('before')}, { id: other, run: LATER, background: true }, ${call('after')}]
`),
  );
  await disableWorkflow(world.calm, { company, code: 'LATER', actor: 'admin' });
  await happen();
  const failed = await run();
  expect(failed).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('LATER') } });
  await enableAgain(world, 'LATER');
  expect(await retry()).toEqual({ kind: 'retried' });
  expect(await run()).toMatchObject({ id: failed.id, status: 'succeeded' });
  expect(subjects().filter((subject) => subject === 'before')).toHaveLength(1);
  expect(subjects()).toEqual(expect.arrayContaining(['later', 'after']));
  expect(await retry()).toEqual({ kind: 'not-parked', status: 'succeeded' });
});

it('what the author stopped can not go on', async () => {
  world = await worldWith(
    definitionOf('code: FLOW\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]\n'),
  );
  await happen();
  expect(await retry()).toMatchObject({ kind: 'can-not-go-on', reason: expect.stringContaining('itself ended it') });
});
