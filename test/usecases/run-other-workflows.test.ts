import { describe, expect, it } from 'vitest';
import type { RecordEvent } from '../../shared/domain/event/event.ts';
import type { Run } from '../../shared/domain/run/run.ts';
import { eventItems } from '../../shared/repositories/event-items.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { explainEvent } from '../../shared/usecases/explain-event.ts';
import { resubmitRun } from '../../shared/usecases/resubmit-run.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { worldWith } from './world-with.ts';

const event = (id: string, type: string, more: Partial<RecordEvent> = {}): RecordEvent => ({
  company,
  source: 'erp',
  id,
  type,
  time: '2026-03-02T08:00:00Z',
  receivedAt: '2026-03-02T08:00:00Z',
  user: 'purchaser',
  record: { company, source: 'erp', entity: 'item', id: '1000', fields: { unitPrice: 5 } },
  ...more,
});

async function runsOf(world: World): Promise<Record<string, Run[]>> {
  const runs = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  return Object.groupBy(
    runs.map(({ value }) => value),
    ({ workflow }) => workflow,
  ) as Record<string, Run[]>;
}

const subjectsOf = (world: World) => world.mailer.mails().map(({ subject }) => subject);

const child = (last: string) =>
  definitionOf(`
code: CHILD
kind: instant
on: { instant: { entity: item } }
steps:
  - respond: { data: { doubled: '{% $inputs.price * 2 %}' } }
  - do: email.send
    with: { to: manager, subject: child, text: x }
  ${last}
`);

const parent = (more: string) =>
  definitionOf(`
code: PARENT
kind: automated
on: { event: item.modified }
steps:
  - { id: other, run: CHILD, inputs: { price: '{% $record.fields.unitPrice %}' } ${more} }
  - do: email.send
    with: { to: manager, subject: "{% 'parent ' & $string($other.status) & ' ' & $string($other.response.data.doubled) %}", text: x }
`);

describe('a run of another workflow', () => {
  it('is waited for; its outcome and answer are known then', async () => {
    const world = await worldWith(child('- stop: succeeded'), parent(''));
    await dispatchEvent(world.calm, event('e1', 'item.modified'));
    await world.settle();
    const { CHILD = [], PARENT = [] } = await runsOf(world);
    expect(CHILD).toMatchObject([{ status: 'succeeded', inputs: { price: 5 }, parent: { runId: PARENT[0]?.id } }]);
    expect(PARENT).toMatchObject([{ status: 'succeeded' }]);
    expect(subjectsOf(world).toSorted()).toEqual(['child', 'parent succeeded 10']);
    await world.close();
  });

  it('that fails does not fail the one that waits', async () => {
    const world = await worldWith(child('- stop: failed'), parent(''));
    await dispatchEvent(world.calm, event('e1', 'item.modified'));
    await world.settle();
    expect((await runsOf(world)).PARENT).toMatchObject([{ status: 'succeeded' }]);
    expect(subjectsOf(world)).toContain('parent failed 10');
    await world.close();
  });

  it('in the background is not waited for', async () => {
    const definition = definitionOf(`
code: PARENT
kind: automated
on: { event: item.modified }
steps: [{ run: CHILD, inputs: { price: 1 }, background: true }, { do: email.send, with: { to: manager, subject: parent, text: x } }]
`);
    const world = await worldWith(child('- wait: { for: P1D }'), definition);
    await dispatchEvent(world.calm, event('e1', 'item.modified'));
    await world.settle();
    const { CHILD = [], PARENT = [] } = await runsOf(world);
    expect([CHILD[0]?.status, PARENT[0]?.status]).toEqual(['running', 'succeeded']);
    await world.close();
  });

  it('of each item of a list is a run of its own', async () => {
    const definition = definitionOf(`
code: PARENT
kind: automated
on: { event: item.modified }
steps:
  - { id: all, forEach: [1, 2, 3], concurrency: 3, steps: [{ id: one, run: CHILD, inputs: { price: '{% $item %}' } }], result: '{% $one.response.data.doubled %}' }
  - { do: email.send, with: { to: manager, subject: "{% 'all ' & $string($all) %}", text: x } }
`);
    const world = await worldWith(child('- stop: succeeded'), definition);
    await dispatchEvent(world.calm, event('e1', 'item.modified'));
    await world.settle();
    expect((await runsOf(world)).CHILD).toHaveLength(3);
    expect(subjectsOf(world)).toContain('all [2,4,6]');
    await world.close();
  });
});

describe('a run that is resubmitted', () => {
  const definition = definitionOf(`
code: PRICE
kind: automated
on: { event: item.modified, where: { change: { field: unitPrice, is: increased } } }
steps:
  - do: email.send
    with: { to: manager, subject: "{% $event.type & ' ' & $string($event.previous.fields.unitPrice) & ' ' & $string($record.fields.unitPrice) %}", text: x }
`);

  it('starts again with the same record, values before and requester, as a run of its own', async () => {
    const world = await worldWith(definition);
    await dispatchEvent(world.calm, event('e1', 'item.modified', { previous: { fields: { unitPrice: 4 } } }));
    await world.settle();
    const [first] = (await runsOf(world)).PRICE ?? [];
    const input = { company, runId: first?.id ?? '', actor: 'admin' };
    expect((await resubmitRun(world.calm, input)).kind).toBe('resubmitted');
    await world.settle();
    const { PRICE = [] } = await runsOf(world);
    expect(PRICE.map(({ status, requestedBy }) => [status, requestedBy])).toEqual([
      ['succeeded', 'purchaser'],
      ['succeeded', 'purchaser'],
    ]);
    expect(subjectsOf(world)).toEqual(['item.modified 4 5', 'item.modified 4 5']);
    await disableWorkflow(world.calm, { company, code: 'PRICE', actor: 'admin' });
    expect((await resubmitRun(world.calm, input)).kind).toBe('not-enabled');
    expect((await resubmitRun(world.calm, { ...input, runId: 'none' })).kind).toBe('not-found');
    await world.close();
  });
});

describe('loops', () => {
  const automated = (on: string) =>
    definitionOf(`code: LOOP\nkind: automated\non: ${on}\nsteps: [{ do: records.restrict }]\n`);

  it('a chain of runs that start each other is cut after the tenth, and it is said', async () => {
    const world = await worldWith(automated('{ event: item.modified }'));
    let cause: string | undefined;
    for (let number = 1; number <= 12; number += 1) {
      await dispatchEvent(world.calm, event(`e${number}`, 'item.modified', cause === undefined ? {} : { cause }));
      await world.settle();
      const newest = (await runsOf(world)).LOOP?.find((run) => run.event.id === `e${number}`);
      if (!newest) break;
      cause = `${newest.id}/do1/0`;
    }
    const { LOOP = [] } = await runsOf(world);
    expect(LOOP).toHaveLength(10);
    const refused = await eventItems.get(world.calm.store, { company, source: 'erp', id: 'e11' });
    expect(refused?.value.plan?.refusals).toMatchObject([
      { workflow: 'LOOP', reason: expect.stringContaining('10th run in a chain') },
    ]);
    // Another event of the last run tells the owner nothing new.
    await dispatchEvent(world.calm, event('e12', 'item.modified', { ...(cause !== undefined && { cause }) }));
    await world.settle();
    expect(subjectsOf(world).filter((subject) => subject.includes('in a circle'))).toHaveLength(1);
    await world.close();
  });

  it('a chain of runs that order each other is cut too: the last one fails, and its owner is told', async () => {
    const world = await worldWith(
      definitionOf(
        `code: LOOP\nkind: automated\non: { event: item.modified }\nsteps: [{ run: LOOP, background: true }]\n`,
      ),
    );
    await dispatchEvent(world.calm, event('e1', 'item.modified'));
    for (let number = 1; number <= 12; number += 1) await world.settle();
    const { LOOP = [] } = await runsOf(world);
    expect(LOOP.map(({ status }) => status).toSorted()).toEqual(['failed', ...Array<string>(9).fill('succeeded')]);
    expect(LOOP.find(({ status }) => status === 'failed')?.error?.message).toContain('10th run in a chain');
    expect(subjectsOf(world).some((subject) => subject.includes('failed'))).toBe(true);
    await world.close();
  });

  it('a workflow that ignores its own does not hear of what it did, but hears of everybody else', async () => {
    const world = await worldWith(automated('{ event: item.modified, ignoreOwn: true }'));
    await dispatchEvent(world.calm, event('e1', 'item.modified'));
    await world.settle();
    const [first] = (await runsOf(world)).LOOP ?? [];
    await dispatchEvent(world.calm, event('e2', 'item.modified', { cause: `${first?.id}/do1/0` }));
    await dispatchEvent(world.calm, event('e3', 'item.modified', { cause: 'somebody-else/x/0' }));
    await world.settle();
    const { LOOP = [] } = await runsOf(world);
    expect(LOOP.map((run) => run.event.id).sort()).toEqual(['e1', 'e3']);
    const ignored = await eventItems.get(world.calm.store, { company, source: 'erp', id: 'e2' });
    if (!ignored) throw new Error('no event');
    const explained = await explainEvent(world.calm, ignored.value);
    expect(explained.find(({ workflow }) => workflow === 'LOOP')).toMatchObject({
      outcome: 'notMatched',
      reason: expect.stringContaining('ignores its own'),
    });
    await world.close();
  });
});
