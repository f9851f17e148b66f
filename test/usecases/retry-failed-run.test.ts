import { afterEach, expect, it } from 'vitest';
import { runAction } from '../../shared/connectors/catalogue/run-action.ts';
import { findAction } from '../../shared/connectors/registry.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { openWait } from '../../shared/usecases/open-wait.ts';
import { retryRun } from '../../shared/usecases/retry-run.ts';
import { signalRun } from '../../shared/usecases/signal-run.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { enableAgain, runOf, worldWith } from './world-with.ts';

const call = (subject: string) => `{ do: email.send, with: { to: manager, subject: ${subject}, text: x } }`;
const later = definitionOf(
  `code: LATER\nkind: instant\non: { instant: { entity: item } }\nsteps: [${call('later')}]\n`,
);

let world: World;
afterEach(() => world.close());

const happen = async ({ id = 'e1', type = 'item.modified', fields = {} } = {}) => {
  const now = new Date(world.clock.now()).toISOString();
  await dispatchEvent(world.calm, {
    company,
    source: 'erp',
    id,
    type,
    time: now,
    receivedAt: now,
    user: 'purchaser',
    record: { company, source: 'erp', entity: 'item', id: 'i1', fields },
  });
  await world.settle();
};
const run = () => runOf(world, 'FLOW');
/** LATER is not enabled while this happens, and the run fails. */
const failWhile = async (happening: () => Promise<void>) => {
  await disableWorkflow(world.calm, { company, code: 'LATER', actor: 'admin' });
  await happening();
  expect(await run()).toMatchObject({ status: 'failed' });
};
const hoursPass = async (hours: number) => {
  await world.clock.advance(hours * 3_600_000);
  await world.settle();
};
/** It is retried with LATER enabled again. */
const mend = async () => {
  await enableAgain(world, 'LATER');
  expect(await retry()).toEqual({ kind: 'retried' });
};
const subjects = () => world.mailer.mails().map(({ subject }) => subject);
const retry = async () => {
  const result = await retryRun(world.calm, { company, runId: (await run()).id, actor: 'admin' });
  await world.settle();
  return result;
};

it('a run that failed goes on at the step that failed, and does nothing twice', async () => {
  world = await worldWith(
    later,
    definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps: [${call('before')}, { id: other, run: LATER, background: true }, ${call('after')}]
`),
  );
  await failWhile(happen);
  const failed = await run();
  expect(failed).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('LATER') } });
  await mend();
  expect(await run()).toMatchObject({ id: failed.id, status: 'succeeded' });
  expect(subjects().filter((subject) => subject === 'before')).toHaveLength(1);
  expect(subjects()).toEqual(expect.arrayContaining(['later', 'after']));
  expect(await retry()).toEqual({ kind: 'not-parked', status: 'succeeded' });
});

it('a run that is retried hears of what had come before it failed', async () => {
  world = await worldWith(
    later,
    definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps:
  - wait: { for: PT6H }
  - { run: LATER, background: true }
  - when: [{ event: parcel.arrived, steps: [{ do: email.send, with: { to: manager, subject: 'arrived', text: x } }] }]
`),
  );
  await happen();
  const { id: runId } = await run();
  const signal = { company, runId, event: 'parcel.arrived', fields: {}, actor: 'admin' };
  expect(await signalRun(world.calm, signal)).toMatchObject({ kind: 'accepted' });
  await world.settle();
  await failWhile(() => hoursPass(7));
  await mend();
  expect(await run()).toMatchObject({ status: 'succeeded' });
  expect(subjects()).toContain('arrived');
  expect(world.store.items().filter(({ type }) => type === 'inbox')).toEqual([]);
});

it('a run that is retried hears of what happened to its record since it failed', async () => {
  world = await worldWith(
    later,
    definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps:
  - { run: LATER, background: true }
  - when:
      - event: item.created
        where: { record: { n: '>1' } }
        steps: [{ do: email.send, with: { to: manager, subject: '{% "heard " & $event.record.fields.n %}', text: x } }]
`),
  );
  await failWhile(happen);
  for (const n of [1, 2, 3]) {
    await world.clock.advance(60_000);
    await happen({ id: `c${n}`, type: 'item.created', fields: { n } });
  }
  await mend();
  expect(await run()).toMatchObject({ status: 'succeeded' });
  expect(subjects().filter((subject) => subject.startsWith('heard'))).toEqual(['heard 2']);
});

it('a wait beside the step that failed does not lose the event that ended it', async () => {
  world = await worldWith(
    later,
    definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps:
  - parallel:
      - steps:
          - when: [{ event: parcel.arrived, steps: [{ wait: { for: PT12H } }, { do: email.send, with: { to: manager, subject: 'arrived', text: x } }] }]
      - steps: [{ wait: { for: PT6H } }, { run: LATER, background: true }]
`),
  );
  await happen();
  const { id: runId } = await run();
  await signalRun(world.calm, { company, runId, event: 'parcel.arrived', fields: {}, actor: 'admin' });
  await world.settle();
  await failWhile(() => hoursPass(7));
  await mend();
  await hoursPass(13);
  expect(await run()).toMatchObject({ status: 'succeeded' });
  expect(subjects().filter((subject) => subject === 'arrived')).toHaveLength(1);
});

it('a run that has ended does nothing more, though an execution of it may still ask for it', async () => {
  world = await worldWith(
    definitionOf(`code: FLOW\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: cancelled }]\n`),
  );
  await happen();
  const { id: runId, status } = await run();
  expect(status).toBe('cancelled');
  const options = { to: 'manager', subject: 'too late', text: 'x' };
  const call = {
    company,
    runId,
    event: { source: 'erp', id: 'e1' },
    step: 'late',
    visit: 7,
    action: 'email.send',
    options,
  };
  await expect(runAction(world.calm, findAction, call)).rejects.toThrow('nothing is done in it any more');
  await openWait(world.calm, { mode: 'event', company, runId, step: 'late', visit: 7, token: 'none' });
  expect(world.store.items().filter(({ type }) => type === 'inbox')).toEqual([]);
});

it('what the author stopped can not go on', async () => {
  world = await worldWith(
    definitionOf('code: FLOW\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]\n'),
  );
  await happen();
  expect(await retry()).toMatchObject({ kind: 'can-not-go-on', reason: expect.stringContaining('itself ended it') });
});
