import { afterEach, expect, it } from 'vitest';
import type { Decision } from '../../shared/domain/approval/decision.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { decideEntry } from '../../shared/usecases/decide-entry.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { retryRun } from '../../shared/usecases/retry-run.ts';
import { company, entriesOf } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { enableAgain, runOf, worldWith } from './world-with.ts';

let world: World;
afterEach(() => world?.close());

const HOUR = 3_600_000;

const tell = (subject: string) => `{ do: email.send, with: { to: director, subject: "${subject}", text: x } }`;
const flow = (steps: string) =>
  definitionOf(`code: FLOW\nkind: automated\non: { event: item.modified }\nsteps:${steps}`);
const happen = async () => {
  const now = new Date(world.clock.now()).toISOString();
  const record = { company, source: 'erp', entity: 'item', id: 'i1', fields: {} };
  const event = { company, source: 'erp', id: 'e1', type: 'item.modified', time: now, receivedAt: now };
  await dispatchEvent(world.calm, { ...event, record });
  await world.settle();
};
const standing = () =>
  entriesOf(world)
    .map(({ approverId, status }) => `${approverId} ${status}`)
    .sort();
const decide = (ports: Ports, userId: string, decision: Decision = 'approve') => {
  const entry = entriesOf(world).find(({ approverId }) => approverId === userId);
  return decideEntry(ports, { company, entryId: entry?.id ?? '', decision, actor: { userId, via: 'api', roles: [] } });
};
const run = () => runOf(world, 'FLOW');
const told = () =>
  world.mailer
    .mails()
    .filter(({ to }) => to.startsWith('director'))
    .map(({ subject }) => subject);

it('the end of the time does not undo the decision of a question that the run has not heard of yet', async () => {
  world = await worldWith(
    flow(`
  - { id: answer, approve: { title: Buy, to: manager }, timeout: { after: P1D, steps: [${tell('nobody answered')}] } }
  - ${tell('goes on')}`),
  );
  await happen();
  const started = world.clock.now();
  const down = { ...world.calm.queue, send: () => Promise.reject(new Error('The queue is down.')) };
  await expect(decide({ ...world.calm, queue: down }, 'manager')).rejects.toThrow('down');
  // Just behind the end of the time: nobody has carried the answer to the run, and no sweep has been there.
  await world.clock.advance(Date.parse(entriesOf(world)[0]?.createdAt ?? '') + 24 * HOUR + 5_000 - started);
  await world.settle();
  expect(told()).toEqual(['goes on']);
  expect(await run()).toMatchObject({ status: 'succeeded' });
});

it('a run that failed beside a question and is retried asks the same people again', async () => {
  world = await worldWith(
    definitionOf(`code: CHILD\nkind: instant\non: { instant: { entity: item } }\nsteps: [${tell('child')}]`),
    flow(`
  - parallel:
      - steps:
          - { id: answer, approve: { title: Buy, to: [manager, purchaser], sequential: true, needs: everyone } }
          - ${tell("{% 'it is ' & $answer.outcome %}")}
      - steps: [{ wait: { for: PT6H } }, { run: CHILD, background: true }]`),
  );
  await happen();
  await disableWorkflow(world.calm, { company, code: 'CHILD', actor: 'admin' });
  await world.clock.advance(7 * HOUR);
  await world.settle();
  expect(await run()).toMatchObject({ status: 'failed' });
  expect(standing()).toEqual(['manager canceled', 'purchaser canceled']);
  await enableAgain(world, 'CHILD');
  await retryRun(world.calm, { company, runId: (await run()).id, actor: 'admin' });
  await world.settle();
  expect(standing()).toEqual(['manager open', 'purchaser created']);
  for (const userId of ['manager', 'purchaser']) {
    expect(await decide(world.calm, userId)).toMatchObject({ kind: 'decided' });
    await world.settle();
  }
  expect(told()).toContain('it is Approve');
  expect(await run()).toMatchObject({ status: 'succeeded' });
});

it('a run that ends well beside a question waits for nobody any more', async () => {
  world = await worldWith(
    flow(`
  - parallel:
      - steps: [{ approve: { title: Buy, to: manager } }]
      - steps: [{ wait: { for: PT6H } }, { stop: succeeded }]`),
  );
  await happen();
  await world.clock.advance(7 * HOUR);
  await world.settle();
  expect(await run()).toMatchObject({ status: 'succeeded' });
  expect(standing()).toEqual(['manager canceled']);
});
