import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Action, ActionContext, ActionResult } from '../../shared/connectors/catalogue/connector.ts';
import { defineAction } from '../../shared/connectors/catalogue/connector.ts';
import { runAction } from '../../shared/connectors/catalogue/run-action.ts';
import { restrictionItems } from '../../shared/repositories/approval-items.ts';
import { actionItems, findActions, runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { company, order, orderEvent, setUpCompany } from '../faults/purchase-order.ts';
import { createWorld } from '../faults/world.ts';

/** A run that has begun, and actions that count how often they were done. */
async function createCalls() {
  const world = await createWorld({ schedule: [] });
  await setUpCompany(world);
  const machines = { ...world.calm.machines, start: async () => ({ executionArn: 'arn', startedAt: '' }) };
  await dispatchEvent({ ...world.calm, machines }, orderEvent('e1', 'approvalRequested', { amount: 1_200 }));
  world.store.catchUp();
  const [run] = await runItems.queryAll(world.store, { index: 'lists', partition: runsOfCompany(company) });
  const runId = run?.value.id ?? '';
  const done: string[] = [];
  const failing = new Set<string>();
  const act = (name: string, result: (context: ActionContext) => Partial<ActionResult> = () => ({})): Action =>
    defineAction({
      name,
      title: name,
      description: name,
      options: z.strictObject({}),
      async run(context) {
        done.push(name);
        if (failing.delete(name)) throw new Error(`${name} failed`);
        return { output: `${name} done`, ...result(context) };
      },
    });
  const restriction = { record: order, reason: 'x', workflow: 'W', runId, at: '2026-03-02T08:00:00.000Z' };
  const actions: Record<string, Action> = {
    a: act('a'),
    b: act('b'),
    once: act('once', () => ({ changes: [restrictionItems.create(restriction)] })),
  };
  const call = (...names: readonly string[]) => {
    const [first, ...further] = names.map((name, visit) => ({ step: name, visit, action: name, options: {} }));
    if (!first) throw new Error('No action.');
    const event = { source: 'erp', id: 'e1' };
    const shared = further.length > 0 ? { further } : {};
    return runAction(world.calm, (name) => actions[name], { company, runId, event, ...first, ...shared });
  };
  const memories = () => world.store.items().filter(({ type }) => type === actionItems.type);
  return { world, call, done, failing, memories, runId };
}

describe('actions that share a call', () => {
  it('are done in their order and remembered in one item', async () => {
    const { call, done, memories, world, runId } = await createCalls();
    expect(await call('a', 'b')).toEqual({ a: 'a done', b: 'b done' });
    expect(done).toEqual(['a', 'b']);
    expect(memories()).toMatchObject([{ version: 1 }]);
    expect(await findActions(world.store, { company, runId })).toMatchObject([
      { step: 'a', runId, output: 'a done' },
      { step: 'b', runId, output: 'b done' },
    ]);
  });

  it('answer a repetition from memory', async () => {
    const { call, done } = await createCalls();
    const answer = await call('a', 'once', 'b');
    expect(await call('a', 'once', 'b')).toEqual(answer);
    expect(done).toEqual(['a', 'once', 'b']);
  });

  it('go on behind what was done when one failed', async () => {
    const { call, done, failing, memories } = await createCalls();
    failing.add('b');
    await expect(call('a', 'once', 'b')).rejects.toMatchObject({ name: 'ActionRetryable' });
    expect(memories()).toHaveLength(1);
    expect(await call('a', 'once', 'b')).toEqual({ a: 'a done', once: 'once done', b: 'b done' });
    expect(done).toEqual(['a', 'once', 'b', 'b']);
  });

  it('remember one that may not be repeated with its changes, before the next begins', async () => {
    const { call, done, failing, memories, world } = await createCalls();
    failing.add('b');
    await expect(call('once', 'b')).rejects.toMatchObject({ name: 'ActionRetryable' });
    expect(await restrictionItems.get(world.store, order)).toBeDefined();
    expect(memories()).toMatchObject([{ version: 1 }]);
    await call('once', 'b');
    expect(done).toEqual(['once', 'b', 'b']);
  });

  it('are each done once when the call is made twice at the same time', async () => {
    const { call, memories, world } = await createCalls();
    const answers = await Promise.all([call('a', 'once', 'b'), call('a', 'once', 'b')]);
    expect(answers[0]).toEqual(answers[1]);
    expect(memories()).toHaveLength(1);
    expect((await restrictionItems.get(world.store, order))?.version).toBe(1);
  });
});
