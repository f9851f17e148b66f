import { afterEach, describe, expect, it } from 'vitest';
import type { RecordEvent } from '../../shared/domain/event/event.ts';
import type { Run } from '../../shared/domain/run/run.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { cancelRun } from '../../shared/usecases/cancel-run.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { retryRun } from '../../shared/usecases/retry-run.ts';
import { tellRun } from '../../shared/usecases/tell-run.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { changeItem } from './change-item.ts';
import { enableAgain, worldWith } from './world-with.ts';

let world: World;
afterEach(() => world.close());

let sent = 0;
const happen = async (id: string, fields: RecordEvent['record']['fields'] = {}) => {
  sent += 1;
  await changeItem(world, { eventId: `e${sent}`, item: id, fields, user: 'purchaser' });
  await world.settle();
};

const limited = (limits: string) =>
  definitionOf(`
code: LIMITED
kind: automated
on: { event: item.modified }
limits: ${limits}
steps:
  - do: email.send
    with: { to: manager, subject: "{% $record.id & ' began' %}", text: x }
  - wait: { for: P1D }
`);

async function runs(): Promise<readonly Run[]> {
  const page = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  return page.map(({ value }) => value);
}

const limitedRuns = async () => (await runs()).filter(({ workflow }) => workflow === 'LIMITED');
const statuses = async () => (await runs()).map(({ status }) => status);
const subjects = () =>
  world.mailer
    .mails()
    .map(({ subject }) => subject)
    .toReversed();
const nextDay = async () => {
  await world.clock.advance(86_400_000);
  await world.settle();
};

describe('runs at the same time', () => {
  it('are as many as the workflow allows; the others wait for their turn in the order in which they came', async () => {
    world = await worldWith(limited('{ atOnce: 2 }'));
    for (const id of ['a', 'b', 'c', 'd']) await happen(id);
    expect(subjects()).toEqual(['a began', 'b began']);
    const [, , third] = await runs();
    const story = await tellRun(world.calm, { company, runId: third?.id ?? '' });
    expect(story?.status).toBe('waiting');
    await nextDay();
    expect(subjects()).toEqual(['a began', 'b began', 'c began', 'd began']);
    await nextDay();
    expect(await statuses()).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  });

  it('are one for each record', async () => {
    world = await worldWith(limited('{ onePer: record }'));
    for (const id of ['a', 'b', 'a']) await happen(id);
    expect(subjects()).toEqual(['a began', 'b began']);
    await nextDay();
    expect(subjects()).toEqual(['a began', 'b began', 'a began']);
  });

  it('are one for each value of an expression, within what the workflow allows in all', async () => {
    world = await worldWith(limited(`{ onePer: '{% $record.fields.vendor %}', atOnce: 2 }`));
    await happen('a', { vendor: '10' });
    await happen('b', { vendor: '10' });
    await happen('c', { vendor: '20' });
    await happen('d', { vendor: '30' });
    expect(subjects()).toEqual(['a began', 'c began']);
    await nextDay();
    expect(subjects()).toHaveLength(4);
  });

  it('do not count a run that was cancelled, whether it ran or waited', async () => {
    world = await worldWith(limited('{ atOnce: 1 }'));
    for (const id of ['a', 'b', 'c']) await happen(id);
    const [first, second] = await runs();
    for (const run of [second, first]) {
      await cancelRun(world.calm, { company, runId: run?.id ?? '', actor: 'admin' });
      await world.settle();
    }
    expect(subjects().filter((subject) => subject.endsWith('began'))).toEqual(['a began', 'c began']);
  });
});

describe('a run that is retried', () => {
  it('takes its place again, and does not go on while another run has it', async () => {
    world = await worldWith(
      definitionOf(
        `code: LATER\nkind: instant\non: { instant: { entity: item } }\nsteps: [{ do: records.restrict }]\n`,
      ),
      definitionOf(`
code: LIMITED
kind: automated
on: { event: item.modified }
limits: { onePer: record }
steps:
  - { run: LATER, background: true }
  - wait: { for: P1D }
`),
    );
    await disableWorkflow(world.calm, { company, code: 'LATER', actor: 'admin' });
    await happen('a');
    await enableAgain(world, 'LATER');
    await happen('a');
    const [failed, going] = await limitedRuns();
    expect([failed?.status, going?.status]).toEqual(['failed', 'running']);
    const retry = () => retryRun(world.calm, { company, runId: failed?.id ?? '', actor: 'admin' });
    expect(await retry()).toMatchObject({ kind: 'can-not-go-on', reason: expect.stringContaining(going?.id ?? '-') });
    await nextDay();
    expect(await retry()).toEqual({ kind: 'retried' });
    await happen('a');
    const [again, , third] = await limitedRuns();
    expect(again?.status).toBe('running');
    expect((await tellRun(world.calm, { company, runId: third?.id ?? '' }))?.status).toBe('waiting');
    await nextDay();
    await nextDay();
    expect((await limitedRuns()).map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });
});

describe('several events within a period', () => {
  it('are heeded once, by the run of the last one', async () => {
    world = await worldWith(limited('{ debounce: { for: PT6H } }'));
    await happen('a');
    await world.clock.advance(60_000);
    await happen('a');
    await happen('b');
    expect(subjects()).toEqual([]);
    await world.clock.advance(12 * 3_600_000);
    await world.settle();
    expect(subjects().toSorted()).toEqual(['a began', 'b began']);
    expect(await statuses()).toEqual(['cancelled', 'running', 'running']);
    const [given] = await runs();
    expect(given?.error).toMatchObject({
      name: 'RunNotNeeded',
      message: expect.stringContaining('A later event came'),
    });
    await happen('a');
    await world.clock.advance(12 * 3_600_000);
    await world.settle();
    expect(subjects()).toHaveLength(3);
  });
});

describe('runs on one day', () => {
  it('beyond the limit end at once, and whoever published the workflow is warned once', async () => {
    world = await worldWith(limited('{ perDay: 2 }'));
    for (const id of ['a', 'b', 'c', 'd']) await happen(id);
    expect(await statuses()).toEqual(['running', 'running', 'cancelled', 'cancelled']);
    const warnings = subjects().filter((subject) => subject.includes('limit of the day'));
    expect(warnings).toEqual(['LIMITED has reached its limit of the day']);
    await nextDay();
    await happen('e');
    expect(subjects()).toContain('e began');
  });
});
