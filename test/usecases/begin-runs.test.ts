import { afterEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../shared/domain/company/caller.ts';
import { type Change, type ItemStore, ItemTooLargeError, type WriteStep } from '../../shared/ports/item-store.ts';
import { ExecutionDoesNotExistError } from '../../shared/ports/state-machines.ts';
import { eventItems } from '../../shared/repositories/event-items.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { cancelRun } from '../../shared/usecases/cancel-run.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { listRuns } from '../../shared/usecases/list-runs.ts';
import { sweep } from '../../shared/usecases/sweep.ts';
import { tellRun } from '../../shared/usecases/tell-run.ts';
import { company, orderEvent } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { runOf, worldWith } from './world-with.ts';

let world: World;
afterEach(() => world.close());

const created = orderEvent('e1', 'created', { amount: 5 });
const flow = (code: string, steps: string) =>
  definitionOf(`code: ${code}\nkind: automated\non: { event: purchaseDocument.created }\nsteps: ${steps}`);
const acting = flow('ACTS', '[{ wait: { for: PT1H } }, { do: records.restrict }]');
const waiting = flow('WAITS', '[{ when: [{ event: purchaseDocument.released, steps: [] }] }]');

const caller: Caller = { kind: 'member', company, userId: 'admin', roles: ['admin'] };
/** The run of a workflow, once the lists have seen it. */
const runIn = (code: string) => {
  world.store.catchUp();
  return runOf(world, code);
};
const shown = async (code: string) => {
  const run = await runIn(code);
  const { items } = await listRuns(world.calm, { caller, filter: { workflow: code } }, { limit: 10 });
  const story = await tellRun(world.calm, { company, runId: run.id });
  return [items[0]?.status, story?.status];
};
/** The process dies whenever it wants to start an execution. */
const dying = () => ({
  ...world.calm,
  machines: { ...world.calm.machines, start: () => Promise.reject(new Error('The process ended.')) },
});
/** Stores of one machine make the steps of a write all together. */
const together = (store: ItemStore): ItemStore => ({ ...store, writeInOrder: (steps) => store.write(steps.flat()) });
const leftovers = () => world.store.items().filter(({ type }) => type === 'inbox' || type === 'listener');
const minute = async () => {
  await world.clock.advance(61_000);
  world.store.catchUp();
  await sweep(world.calm);
};

describe('a run that an event starts', () => {
  it('is made with the event in the first write; the second one says that all is done', async () => {
    world = await worldWith(acting);
    const writes: number[] = [];
    const { store } = world.calm;
    const counting: ItemStore = {
      ...store,
      write(changes) {
        writes.push(changes.length);
        return store.write(changes);
      },
      writeInOrder(steps) {
        writes.push(steps.flat().length);
        return store.writeInOrder(steps);
      },
    };
    await dispatchEvent({ ...world.calm, store: counting }, created);
    expect(writes).toEqual([3, 1]);
    expect(await runIn('ACTS')).toMatchObject({ status: 'starting' });
  });

  it('shows as starting until its execution is started, and as running from then on', async () => {
    world = await worldWith(acting);
    await expect(dispatchEvent(dying(), created)).rejects.toThrow('The process ended.');
    expect(await shown('ACTS')).toEqual(['starting', 'starting']);
    await dispatchEvent(world.calm, created);
    expect(await shown('ACTS')).toEqual(['running', 'running']);
    await minute();
    expect(await runIn('ACTS')).toMatchObject({ status: 'running' });
    await world.clock.advance(3_600_000);
    await world.settle();
    expect(await shown('ACTS')).toEqual(['succeeded', 'succeeded']);
  });

  it('and could not be started is not taken for lost, however often the sweep looks', async () => {
    world = await worldWith(acting);
    await expect(dispatchEvent(dying(), created)).rejects.toThrow('The process ended.');
    const before = await eventItems.get(world.calm.store, created);
    // Parked: somebody wants to look at it first.
    if (before) await world.calm.store.write([eventItems.update(before, { ...before.value, status: 'parked' })]);
    await minute();
    await minute();
    expect(await shown('ACTS')).toEqual(['starting', 'starting']);
    await dispatchEvent(world.calm, created);
    expect(await shown('ACTS')).toEqual(['running', 'running']);
  });

  it('whose execution is gone is lost', async () => {
    world = await worldWith(acting);
    const machines = { ...world.calm.machines, start: async () => ({ executionArn: 'nobody keeps it' }) };
    await dispatchEvent({ ...world.calm, machines }, created);
    await minute();
    expect(await shown('ACTS')).toEqual(['running', 'running']);
    await minute();
    await minute();
    expect(await runIn('ACTS')).toMatchObject({ status: 'failed', error: { name: 'ExecutionLost' } });
  });

  it('is cancelled at once before it has begun, and does not begin after that', async () => {
    world = await worldWith(acting);
    await expect(dispatchEvent(dying(), created)).rejects.toThrow('The process ended.');
    const { id: runId } = await runIn('ACTS');
    expect(await cancelRun(world.calm, { company, runId, actor: 'admin' })).toEqual({ kind: 'cancelled' });
    expect(await runIn('ACTS')).toMatchObject({ status: 'cancelled', cancelledBy: 'admin' });
    await dispatchEvent(dying(), created);
    expect((await eventItems.get(world.calm.store, created))?.value.status).toBe('handled');
    expect(await shown('ACTS')).toEqual(['cancelled', 'cancelled']);
  });

  it.each([
    ['before its execution is started', 'before'],
    ['while its execution is started, by somebody who finds none to stop', 'while'],
  ])('ends its execution too when it is cancelled %s, and nothing waits in it', async (_when, when) => {
    world = await worldWith(waiting);
    const { machines } = world.calm;
    const cancel = async (): Promise<void> => {
      const { id: runId } = await runIn('WAITS');
      const blind = { ...machines, stop: () => Promise.reject(new ExecutionDoesNotExistError('Not there.')) };
      await cancelRun(
        { ...world.calm, machines: when === 'while' ? blind : machines },
        { company, runId, actor: 'admin' },
      );
    };
    const start: typeof machines.start = async (execution) => {
      if (when === 'before') await cancel();
      const started = await machines.start(execution);
      if (when === 'while') await cancel();
      return started;
    };
    await dispatchEvent({ ...world.calm, machines: { ...machines, start } }, created);
    await world.settle();
    const run = await runIn('WAITS');
    expect(run).toMatchObject({ status: 'cancelled', cancelledBy: 'admin' });
    expect(await machines.describe(run.executionArn ?? '')).toMatchObject({ status: 'ABORTED', error: 'RunCancelled' });
  });

  it('and was made by an earlier release learns its execution when that is started', async () => {
    world = await worldWith(acting);
    await expect(dispatchEvent(dying(), created)).rejects.toThrow('The process ended.');
    const { executionArn, ...rest } = await runIn('ACTS');
    const before = await runItems.get(world.calm.store, rest);
    if (before) await world.calm.store.write([runItems.update(before, rest)]);
    await dispatchEvent(world.calm, created);
    expect(await runIn('ACTS')).toMatchObject({ status: 'running', executionArn });
    expect(executionArn).toContain(rest.id);
  });

  it('is cancelled when it has begun, also where nobody has looked at it since', async () => {
    world = await worldWith(acting);
    await dispatchEvent(world.calm, created);
    const { id: runId } = await runIn('ACTS');
    await cancelRun(world.calm, { company, runId, actor: 'admin' });
    await world.settle();
    expect(await runIn('ACTS')).toMatchObject({ status: 'cancelled' });
  });
});

describe('a run that is there already, as its event was forgotten after 400 days', () => {
  it.each([
    ['one after the other', (store: ItemStore) => store],
    ['together', together],
  ])('stays as it is where the steps of a write are made %s', async (_how, madeBy) => {
    world = await worldWith(waiting);
    await dispatchEvent(world.calm, created);
    const { id: runId } = await runIn('WAITS');
    await cancelRun(world.calm, { company, runId, actor: 'admin' });
    await world.settle();
    const ended = await runIn('WAITS');
    await world.clock.advance(401 * 86_400_000);
    const again = { ...created, receivedAt: new Date(world.clock.now()).toISOString() };
    await dispatchEvent({ ...world.calm, store: madeBy(world.calm.store) }, again);
    expect(await runIn('WAITS')).toEqual(ended);
    expect((await eventItems.get(world.calm.store, created))?.value.status).toBe('handled');
    expect(leftovers()).toEqual([]);
  });
});

it('an event that starts more runs than one write holds starts all of them', async () => {
  const codes = Array.from({ length: 105 }, (_, index) => `F${index}`);
  world = await worldWith(...codes.map((code) => flow(code, '[{ wait: { for: PT1S } }]')));
  await dispatchEvent(world.calm, created);
  await world.settle();
  const runs = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  expect(new Set(runs.map(({ value }) => value.workflow))).toEqual(new Set(codes));
  expect(new Set(runs.map(({ value }) => value.status))).toEqual(new Set(['succeeded']));
});

describe('what can not be written with an event', () => {
  it('leaves the event to be seen, where the run can not be got ready', async () => {
    world = await worldWith(waiting);
    await dispatchEvent(world.calm, created);
    const { id: runId } = await runIn('WAITS');
    const answer = {
      ...created,
      source: 'werkstroom',
      id: 'answer',
      type: 'command.completed',
      cause: `${runId}/x/1`,
      runId,
    };
    const { store } = world.calm;
    const get: ItemStore['get'] = (key) =>
      key.partition.startsWith('inbox#') ? Promise.reject(new Error('It can not be read.')) : store.get(key);
    await expect(dispatchEvent({ ...world.calm, store: { ...store, get } }, answer)).rejects.toThrow(
      'It can not be read.',
    );
    expect((await eventItems.get(store, answer))?.value.status).toBe('planned');
    await dispatchEvent(world.calm, answer);
    expect((await eventItems.get(store, answer))?.value.status).toBe('handled');
  });

  it('leaves the event to be seen, where what follows it is too large', async () => {
    world = await worldWith(waiting);
    const { store } = world.calm;
    const isOfRun = (change: Change) => change.kind === 'put' && change.item.type === 'inbox';
    const write: ItemStore['write'] = (changes) =>
      changes.some(isOfRun) ? Promise.reject(new ItemTooLargeError('It is too large.')) : store.write(changes);
    const full = { ...store, write, writeInOrder: (steps: readonly WriteStep[]) => write(steps.flat()) };
    await expect(dispatchEvent({ ...world.calm, store: full }, created)).rejects.toThrow('It is too large.');
    expect((await eventItems.get(store, created))?.value.status).toBe('planned');
  });
});
