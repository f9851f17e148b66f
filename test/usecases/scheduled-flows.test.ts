import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionCatalogue } from '../../shared/connectors/registry.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { scheduleItems } from '../../shared/repositories/schedule-items.ts';
import { workflowItems } from '../../shared/repositories/workflow-items.ts';
import { newWorkflow } from '../../shared/usecases/create-workflow.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { nextScheduledStart } from '../../shared/usecases/next-scheduled-start.ts';
import { startScheduledFlow } from '../../shared/usecases/start-scheduled-flow.ts';
import { bindCompiler } from '../../statemachines/bind-compiler.ts';
import { company, setUpCompany } from '../faults/purchase-order.ts';
import { createWorld, type World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';

const HOUR = 3_600_000;
const id = { company, workflowId: 'id-of-DAILY' };
let world: World;

beforeEach(async () => {
  world = await createWorld({ schedule: [] });
  await setUpCompany(world);
});
afterEach(() => world.close());

/** The clock of tests begins on Monday, 2 March 2026, at 8 in UTC. */
async function enable(schedule: string): Promise<void> {
  const { calm } = world;
  const definition = definitionOf(
    `code: DAILY\nkind: scheduled\non: { schedule: ${schedule} }\nsteps: [{ do: email.send, with: { to: manager, subject: '{% $record.fields.dueAt %}', text: x } }]`,
  );
  await calm.store.write([
    workflowItems.create(newWorkflow(calm, { company, id: id.workflowId, definition, actor: 'admin' })),
  ]);
  const compiler = bindCompiler({ catalogue: actionCatalogue(), functions: calm.settings.functionNames });
  expect((await enableWorkflow({ ...calm, compiler }, { company, code: 'DAILY', actor: 'admin' })).kind).toBe(
    'enabled',
  );
}

const runs = () => runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
const subjects = () => world.mailer.mails().map(({ subject }) => subject);

describe('a scheduled workflow', () => {
  it('starts when its time has come, each time once', async () => {
    await enable("{ cron: '0 9 * * *' }");
    await world.settle();
    expect(await runs()).toHaveLength(0);
    await world.clock.advance(HOUR);
    await world.settle();
    await world.clock.advance(24 * HOUR);
    await world.settle();
    expect(subjects().toSorted()).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z']);
    expect((await runs()).map(({ value }) => value.status)).toEqual(['succeeded', 'succeeded']);
  });

  it('makes up for starts that were missed with one run', async () => {
    await enable("{ cron: '0 9 * * *' }");
    await world.clock.advance(72 * HOUR);
    await world.settle();
    expect(subjects()).toEqual(['2026-03-02T09:00:00.000Z']);
    expect((await scheduleItems.get(world.calm.store, id))?.value.dueAt).toBe('2026-03-05T09:00:00.000Z');
  });

  it('that skips what was missed waits for the next time', async () => {
    await enable("{ cron: '0 9 * * *', missed: skip }");
    await world.clock.advance(72 * HOUR);
    await world.settle();
    expect(subjects()).toEqual([]);
  });

  it('starts once, however many sweeps find it at once', async () => {
    await enable("{ cron: '0 9 * * *' }");
    await world.clock.advance(HOUR);
    const found = (await scheduleItems.get(world.calm.store, id))?.value;
    if (!found) throw new Error('no schedule');
    await Promise.all([1, 2, 3, 4].map(() => startScheduledFlow(world.calm, found)));
    await world.settle();
    expect(await runs()).toHaveLength(1);
  });

  it('that is disabled starts no more', async () => {
    await enable("{ cron: '0 9 * * *' }");
    await disableWorkflow(world.calm, { company, code: 'DAILY', actor: 'admin' });
    expect(await scheduleItems.get(world.calm.store, id)).toBeUndefined();
    await world.clock.advance(48 * HOUR);
    await world.settle();
    expect(await runs()).toHaveLength(0);
  });
});

it.each([
  ['0 8 * * 1', 'Europe/Amsterdam', '2026-03-25T00:00:00Z', '2026-03-30T06:00:00.000Z'],
  ['0 8 * * 1', 'Europe/Amsterdam', '2026-03-20T00:00:00Z', '2026-03-23T07:00:00.000Z'],
  ['0 8 * * 1', undefined, '2026-03-20T00:00:00Z', '2026-03-23T08:00:00.000Z'],
  ['30 2 29 2 *', 'UTC', '2026-03-20T00:00:00Z', '2028-02-29T02:30:00.000Z'],
])('%s in %s comes after %s at %s', (cron, timeZone, after, expected) => {
  const schedule = { cron, ...(timeZone !== undefined && { timeZone }) };
  expect(nextScheduledStart({ on: { schedule } }, after)).toBe(expected);
});
