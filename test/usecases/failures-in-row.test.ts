import { afterEach, expect, it } from 'vitest';
import { actionCatalogue } from '../../shared/connectors/registry.ts';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Run } from '../../shared/domain/run/run.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { workflowItems } from '../../shared/repositories/workflow-items.ts';
import { countFailures } from '../../shared/usecases/count-failures.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { pauseOf } from '../../shared/usecases/pause-of.ts';
import { bindCompiler } from '../../statemachines/bind-compiler.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { changeItem } from './change-item.ts';
import { worldWith } from './world-with.ts';

let world: World;
afterEach(() => world.close());

const FLOW = definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps:
  - if: '{% $record.fields.good %}'
    then: [{ stop: succeeded }]
    else: [{ stop: failed }]
`);

let sent = 0;
const happen = async (fields: JsonObject) => {
  sent += 1;
  await changeItem(world, { eventId: `e${sent}`, item: `i${sent}`, fields });
};
const countOfRuns = async () =>
  (await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) })).length;
const mails = () => world.mailer.mails().map(({ to, subject }) => `${to}: ${subject}`);

it('the owner hears of the first failure, and of the next first one after a success', async () => {
  world = await worldWith(FLOW);
  for (const good of [false, false, true, false]) {
    await happen({ good });
    await world.settle();
  }
  expect(mails()).toHaveLength(2);
});

it('a flow that fails 20 times in a row is paused until it is enabled again, and its owner is told', async () => {
  world = await worldWith(FLOW);
  for (let count = 0; count < 20; count += 1) await happen({ good: false });
  await world.settle();
  expect(mails().filter((mail) => mail.includes('FLOW was paused'))).toHaveLength(1);
  await happen({ good: true });
  await world.settle();
  expect(await countOfRuns()).toBe(20);
  const compiler = bindCompiler({ catalogue: actionCatalogue(), functions: world.calm.settings.functionNames });
  await enableWorkflow({ ...world.calm, compiler }, { company, code: 'FLOW', actor: 'admin' });
  await happen({ good: true });
  await world.settle();
  expect(await countOfRuns()).toBe(21);
});

it('a run that succeeds all the same ends the pause', async () => {
  world = await worldWith(FLOW);
  for (let count = 0; count < 20; count += 1) await happen({ good: false });
  await world.settle();
  const stored = await workflowItems.get(world.calm.store, { company, code: 'FLOW' });
  const id = { company, workflowId: stored?.value.id ?? '' };
  expect(await pauseOf(world.calm, id)).toMatchObject({ since: expect.any(String) });
  const [run] = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  const succeeded = { ...run?.value, status: 'succeeded' } as Run;
  await world.calm.store.write([...(await countFailures(world.calm, succeeded)).changes]);
  expect(await pauseOf(world.calm, id)).toBeUndefined();
  await happen({ good: true });
  await world.settle();
  expect(await countOfRuns()).toBe(21);
});
