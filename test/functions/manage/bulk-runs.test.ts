import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Run } from '../../../shared/domain/run/run.ts';
import { eventItems } from '../../../shared/repositories/event-items.ts';
import { runItems } from '../../../shared/repositories/run-items.ts';
import { workflowItems, workflowVersionItems } from '../../../shared/repositories/workflow-items.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';
import { addWork, company, order } from './work-fixture.ts';

let api: ApiFixture;
const at = '2026-03-02T08:00:00.000Z';

/** Runs of a flow, the first of them the oldest. */
beforeEach(async () => {
  api = await createApi();
  await addWork(api);
  await api.addMember('designer', ['designer']);
  await api.addMember('auditor', ['auditor']);
  const definition = { code: 'FLOW', kind: 'automated', on: { event: 'purchaseDocument.released' }, steps: [] };
  await api.ports.store.write([
    workflowItems.create({
      ...{ company, id: 'w-2', code: 'FLOW', definition, enabled: true, version: 3 },
      ...{ createdAt: at, changedAt: at, changedBy: 'admin' },
    }),
    workflowVersionItems.create({
      ...{ company, workflowId: 'w-2', code: 'FLOW', version: 1, definition: { ...definition, kind: 'automated' } },
      ...{ stateMachineVersionArn: 'arn:2', machineHash: '', listensTo: [], waits: {}, states: {} },
      ...{ publishedAt: at, publishedBy: 'admin' },
    }),
  ]);
  for (const [number, status] of (['failed', 'failed', 'succeeded', 'running'] as const).entries()) {
    const event = { source: 'erp', id: `flow-${number}`, type: 'purchaseDocument.released' };
    const run: Run = {
      ...{ company, id: `flow-${number}`, workflowId: 'w-2', workflow: 'FLOW', version: 1, kind: 'automated' },
      ...{ record: order, event, status, startedAt: `2026-03-02T08:0${number}:00.000Z` },
      ...(status !== 'running' && { endedAt: '2026-03-02T09:00:00.000Z' }),
    };
    const record = { ...order, fields: {} };
    await api.ports.store.write([
      runItems.create(run),
      eventItems.create({
        ...{ sequence: number, status: 'handled', handledAt: at },
        event: { ...event, company, time: at, receivedAt: at, record },
      }),
    ]);
  }
});

/** No answer hid a fault but those that a test expects. */
let faults = 0;
afterEach(() => {
  expect(api.errors).toHaveLength(faults);
  faults = 0;
});

const act = (body: object, as = 'admin') => api.call({ route: 'POST /runs/bulk', as, body });
const statusOf = async (id: string) => (await runItems.get(api.ports.store, { company, id }))?.value.status;

test('each run has its own result, and one that is refused does not keep the others', async () => {
  const answer = await act({ action: 'cancel', ids: ['flow-2', 'flow-3', 'none', 'flow-3'] });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      results: [
        { id: 'flow-2', status: 409, detail: 'Run flow-2 has ended: succeeded.' },
        { id: 'flow-3', status: 202, run: { id: 'flow-3', url: expect.stringContaining('/runs/flow-3') } },
        { id: 'none', status: 404, detail: expect.any(String) },
      ],
    },
  });
  expect(await statusOf('flow-3')).toBe('cancelled');
});

test('runs that meet a filter are taken page by page, each once, although resubmitting makes new ones', async () => {
  const asked = { action: 'resubmit', filter: { workflow: 'FLOW', status: 'failed' }, limit: 1 };
  const done: string[] = [];
  const made = new Set<string>();
  let next: unknown;
  do {
    const { status, body } = await act({ ...asked, ...(next !== undefined && { cursor: next }) }, 'designer');
    expect(status).toBe(200);
    for (const result of body.results as { id: string; status: number; run: { id: string } }[]) {
      expect(result.status).toBe(202);
      done.push(result.id);
      made.add(result.run.id);
    }
    next = body.next;
  } while (next !== undefined);
  expect(done).toEqual(['flow-1', 'flow-0']);
  expect(made.size).toBe(2);
});

test('a fault with one run is its own result, so that what was done with the others is known', async () => {
  const lost = { company, id: 'lost', workflowId: 'gone', workflow: 'GONE', version: 1, kind: 'automated' } as const;
  const event = { source: 'erp', id: 'e-9', type: 'purchaseDocument.released' };
  await api.ports.store.write([runItems.create({ ...lost, record: order, event, status: 'running', startedAt: at })]);
  faults = 1;
  const { body } = await act({ action: 'cancel', ids: ['lost', 'flow-3'] });
  expect(body).toMatchObject({
    results: [
      { id: 'lost', status: 500 },
      { id: 'flow-3', status: 202 },
    ],
  });
});

test('retrying says of each run why it can not go on', async () => {
  const { body } = await act({ action: 'retry', filter: { status: 'failed' } });
  expect(body).toEqual({
    results: ['flow-1', 'flow-0'].map((id) => ({ id, status: 409, detail: expect.stringContaining('never began') })),
  });
});

test('designers may only resubmit, as with one run; auditors nothing', async () => {
  for (const action of ['cancel', 'retry']) {
    expect((await act({ action, ids: ['flow-3'] }, 'designer')).status).toBe(403);
  }
  expect((await act({ action: 'resubmit', ids: ['flow-0'] }, 'designer')).status).toBe(200);
  expect((await act({ action: 'resubmit', ids: ['flow-0'] }, 'auditor')).status).toBe(403);
  expect(await statusOf('flow-3')).toBe('running');
});

test.each([
  ['no ids', { action: 'cancel', ids: [] }],
  ['too many ids', { action: 'cancel', ids: Array.from({ length: 101 }, (_, index) => `r${index}`) }],
  ['neither ids nor a filter', { action: 'cancel' }],
  ['ids and a filter', { action: 'cancel', ids: ['flow-3'], filter: { status: 'running' } }],
  ['a filter that leaves the status open', { action: 'cancel', filter: { workflow: 'FLOW' } }],
  ['a filter with a status that is none', { action: 'cancel', filter: { status: 'asleep' } }],
  ['another action', { action: 'burn', ids: ['flow-3'] }],
])('%s: refused as a whole', async (_, body) => {
  expect((await act(body)).status).toBe(400);
  expect(await statusOf('flow-3')).toBe('running');
});
