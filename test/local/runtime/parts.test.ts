import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { definitionOf } from '../../statemachines/support/definitions.ts';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

/** More items than the history of one execution holds. */
const ITEMS = 1_500;

interface Told {
  readonly id: string;
  readonly status: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly steps: readonly { readonly id: string; readonly kind: string; readonly status: string }[];
}

async function enable(definition: object & { code: string }): Promise<void> {
  expect(await demo.callAs('admin', 'POST', '/workflows', { body: { definition } })).toMatchObject({ status: 201 });
  expect(await demo.callAs('admin', 'POST', `/workflows/${definition.code}/enable`)).toMatchObject({ status: 200 });
}

/** A workflow that says its subject. */
function named(code: string, subject: string) {
  return definitionOf(`
code: ${code}
kind: instant
on: { instant: { entity: item } }
steps: [{ do: email.send, with: { to: manager, subject: ${subject}, text: x } }]
`);
}

async function runOf(code: string, ...statuses: readonly string[]): Promise<Told> {
  for (;;) {
    const { body } = await demo.callAs('admin', 'GET', `/runs?workflow=${code}`);
    const [run] = (body as { items: Told[] }).items;
    if (run && statuses.includes(run.status)) {
      return (await demo.callAs('admin', 'GET', `/runs/${run.id}`)).body as Told;
    }
    await pause(100);
  }
}

it('a run whose part failed goes on in that part, and does nothing twice', { timeout: 120_000 }, async () => {
  await enable(named('LATER', 'Later'));
  await enable(
    definitionOf(`
code: PARTS
kind: automated
on: { event: item.created, where: { record: { unitPrice: '3' } } }
steps:
  - do: email.send
    with: { to: manager, subject: Began, text: x }
  - forEach: '{% [1..${ITEMS}] %}'
    as: n
    steps:
      - if: '{% $n = 20 %}'
        then:
          - { do: email.send, with: { to: manager, subject: Twenty, text: x } }
          - { run: LATER, background: true }
          - { do: email.send, with: { to: manager, subject: Twenty again, text: x } }
  - { do: email.send, with: { to: manager, subject: Ended, text: x } }
`),
  );
  expect(await demo.callAs('admin', 'POST', '/workflows/LATER/disable')).toMatchObject({ status: 200 });
  await demo.happen('item.created', 'A', { unitPrice: 3 });
  const failed = await runOf('PARTS', 'failed', 'succeeded');
  expect(failed).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('LATER') } });
  expect(failed.steps.some(({ kind, status }) => kind === 'part' && status === 'failed')).toBe(true);
  expect(await demo.callAs('admin', 'POST', '/workflows/LATER/enable')).toMatchObject({ status: 200 });
  expect(await demo.callAs('admin', 'POST', `/runs/${failed.id}/retry`)).toMatchObject({ status: 202 });
  const done = await runOf('PARTS', 'failed', 'succeeded');
  expect(done).toMatchObject({ id: failed.id, status: 'succeeded' });
  const subjects = (await demo.mailsTo('manager', 5)).map(({ subject }) => subject);
  expect(subjects.toSorted()).toEqual(['Began', 'Ended', 'Later', 'Twenty', 'Twenty again']);
});

it('a wait of a part that was over does not wait again when the run is retried', { timeout: 120_000 }, async () => {
  await enable(named('LATER-STILL', 'Later still'));
  await enable(
    definitionOf(`
code: HEARD
kind: automated
on: { event: item.created, where: { record: { unitPrice: '5' } } }
steps:
  - forEach: '{% [1..${ITEMS}] %}'
    as: n
    steps:
      - if: '{% $n = 20 %}'
        then:
          - { id: heard, when: [{ event: parcel.delivered, steps: [] }] }
          - { id: arrived, when: [{ event: parcel.arrived, steps: [] }] }
          - { run: LATER-STILL, background: true }
          - { do: email.send, with: { to: manager, subject: '{% "Heard of " & $event.type %}', text: x } }
`),
  );
  expect(await demo.callAs('admin', 'POST', '/workflows/LATER-STILL/disable')).toMatchObject({ status: 200 });
  await demo.happen('item.created', 'C', { unitPrice: 5 });
  const { id } = await runOf('HEARD', 'waiting');
  for (const event of ['parcel.delivered', 'parcel.arrived']) {
    const body = { event, fields: {} };
    expect(await demo.callAs('admin', 'POST', `/runs/${id}/signals`, { body })).toMatchObject({ status: 202 });
  }
  const failed = await runOf('HEARD', 'failed', 'succeeded');
  expect(failed).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('LATER-STILL') } });
  expect(await demo.callAs('admin', 'POST', '/workflows/LATER-STILL/enable')).toMatchObject({ status: 200 });
  expect(await demo.callAs('admin', 'POST', `/runs/${id}/retry`)).toMatchObject({ status: 202 });
  const done = await runOf('HEARD', 'failed', 'succeeded');
  expect(done).toMatchObject({ id, status: 'succeeded' });
  const parts = done.steps.filter(({ kind }) => kind === 'part');
  expect(parts.at(-1)).toMatchObject({ status: 'succeeded', progress: { done: ITEMS, of: ITEMS } });
  for (const step of ['heard', 'arrived'])
    expect(done.steps.filter(({ id: own }) => own === step)).toEqual(
      failed.steps.filter(({ id: own }) => own === step),
    );
});

it('a run is cancelled while a part of it waits, and the part ends with it', { timeout: 120_000 }, async () => {
  await enable(
    definitionOf(`
code: WAITING
kind: automated
on: { event: item.created, where: { record: { unitPrice: '4' } } }
steps:
  - forEach: '{% [1..${ITEMS}] %}'
    as: n
    steps:
      - if: '{% $n = 20 %}'
        then: [{ id: late, when: [{ event: parcel.delivered, steps: [] }] }]
`),
  );
  await demo.happen('item.created', 'B', { unitPrice: 4 });
  const waiting = await runOf('WAITING', 'waiting');
  expect(await demo.callAs('admin', 'POST', `/runs/${waiting.id}/cancel`)).toMatchObject({ status: 202 });
  const ended = await runOf('WAITING', 'cancelled');
  expect(waiting.steps.filter(({ status }) => status === 'waiting')).toMatchObject([{ id: 'late' }]);
  expect(waiting.steps.filter(({ kind }) => kind === 'part')).toMatchObject([{ progress: { done: 19, of: ITEMS } }]);
  expect(ended.steps.filter(({ kind }) => kind === 'part')).toMatchObject([{ status: 'failed' }]);
  expect(ended.steps.filter(({ status }) => status === 'running' || status === 'waiting')).toEqual([]);
  const signal = { event: 'parcel.delivered', fields: {} };
  expect(await demo.callAs('admin', 'POST', `/runs/${ended.id}/signals`, { body: signal })).toMatchObject({
    status: 409,
  });
});
