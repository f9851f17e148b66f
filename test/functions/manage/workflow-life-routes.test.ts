import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventItems } from '../../../shared/repositories/event-items.ts';
import { runItems } from '../../../shared/repositories/run-items.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';

let api: ApiFixture;
const as = 'admin';

beforeEach(async () => {
  api = await createApi();
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const post = (path: string, body?: unknown) => api.call({ route: `POST ${path}`, as, body });
const get = (path: string) => api.call({ route: `GET ${path}`, as });
const put = (path: string, body: unknown) => api.call({ route: `PUT ${path}`, as, body });

const definition = {
  code: 'NL-PRICE',
  kind: 'automated',
  on: { event: 'item.modified', where: { change: { field: 'unitPrice', is: 'increased', by: '10%' } } },
  steps: [{ do: 'email.send', with: { to: 'manager', subject: 'New price', text: 'Up.' } }],
};
const changed = { ...definition, steps: [...definition.steps, { stop: 'succeeded' }] };

describe('copies', () => {
  test('get the next free number and are disabled', async () => {
    await post('/workflows', { definition });
    await post('/workflows/NL-PRICE/enable');
    expect((await post('/workflows/NL-PRICE/copy')).body).toMatchObject({ code: 'NL-PRICE-01', enabled: false });
    expect((await post('/workflows/NL-PRICE/copy')).body).toMatchObject({ code: 'NL-PRICE-02' });
    expect((await post('/workflows/NL-PRICE-01/copy')).body).toMatchObject({ code: 'NL-PRICE-03', version: 0 });
  });

  test('may be given a code, which must be free', async () => {
    await post('/workflows', { definition });
    expect((await post('/workflows/NL-PRICE/copy', { code: 'MINE' })).status).toBe(201);
    expect((await post('/workflows/NL-PRICE/copy', { code: 'MINE' })).status).toBe(409);
    expect((await post('/workflows/NONE/copy')).status).toBe(404);
  });
});

describe('versions', () => {
  beforeEach(async () => {
    await post('/workflows', { definition });
    await post('/workflows/NL-PRICE/enable');
    await put('/workflows/NL-PRICE', { definition: changed });
    await post('/workflows/NL-PRICE/enable');
  });

  test('say who published them when, and what changed', async () => {
    const { body } = await get('/workflows/NL-PRICE/versions/2');
    expect(body).toMatchObject({
      version: 2,
      comparedWith: 1,
      publishedBy: expect.any(String),
      changes: [{ pointer: '/steps/1', kind: 'added', after: { stop: 'succeeded' } }],
    });
    expect((await get('/workflows/NL-PRICE/versions/1')).body.comparedWith).toBe(0);
    expect((await get('/workflows/NL-PRICE/versions/3')).status).toBe(404);
    expect((await get('/workflows/NL-PRICE/versions/x')).status).toBe(404);
  });

  test('can be gone back to; enabling publishes the old definition as a new version', async () => {
    const { body } = await post('/workflows/NL-PRICE/rollback', { version: 1 });
    expect(body).toMatchObject({ enabled: true, version: 2, definition });
    expect((await post('/workflows/NL-PRICE/enable')).body).toMatchObject({ version: 3 });
    expect((await get('/workflows/NL-PRICE/versions/3?since=1')).body.changes).toEqual([]);
    expect((await post('/workflows/NL-PRICE/rollback', { version: 9 })).status).toBe(404);
  });
});

test('an archived workflow says so until it is taken back or enabled; an enabled one can not be archived', async () => {
  await post('/workflows', { definition });
  expect((await post('/workflows/NL-PRICE/archive')).body.archivedAt).toEqual(expect.any(String));
  expect((await get('/workflows/NL-PRICE')).body.archivedAt).toEqual(expect.any(String));
  expect((await post('/workflows/NL-PRICE/archive', { archived: false })).body).not.toHaveProperty('archivedAt');
  await post('/workflows/NL-PRICE/archive');
  expect((await post('/workflows/NL-PRICE/enable')).body).not.toHaveProperty('archivedAt');
  expect((await post('/workflows/NL-PRICE/archive')).status).toBe(409);
});

describe('approval workflows on one event', () => {
  const approval = (code: string, amount: string, priority: number) => ({
    code,
    kind: 'approval',
    priority,
    on: { event: 'vendor.approvalRequested', where: { record: { amount } } },
    steps: [{ do: 'records.restrict' }],
  });

  test('warn of each other when a record can meet the conditions of both, and name the winner', async () => {
    await post('/workflows', { definition: approval('BIG', '>1000', 200) });
    await post('/workflows/BIG/enable');
    const { body } = await post('/workflows', { definition: approval('SMALL', '500..2000', 100) });
    expect(body.problems).toEqual([
      expect.objectContaining({
        code: 'overlapping-conditions',
        severity: 'warning',
        message: expect.stringMatching(/BIG.*amount 2000.*Then BIG starts/),
      }),
    ]);
    const same = await post('/workflows', { definition: approval('AGAIN', '>1000', 300) });
    expect(same.body.problems).toEqual([
      expect.objectContaining({ code: 'same-conditions', message: expect.stringContaining('only AGAIN') }),
    ]);
    const apart = await post('/workflows', { definition: approval('APART', '<=1000', 100) });
    expect(apart.body.problems).toEqual([]);
  });
});

test('a workflow with open runs is not deleted, and the answer lists them', async () => {
  const { body: made } = await post('/workflows', { definition });
  await post('/workflows/NL-PRICE/enable');
  await post('/workflows/NL-PRICE/disable');
  const run = (id: string, status: 'running' | 'succeeded') =>
    runItems.create({
      company: 'cronus',
      id,
      workflowId: String(made.id),
      workflow: 'NL-PRICE',
      version: 1,
      kind: 'automated',
      record: { company: 'cronus', source: 'erp', entity: 'item', id: '1' },
      event: { source: 'erp', id, type: 'item.modified' },
      status,
      startedAt: '2026-03-02T08:00:00.000Z',
    });
  await api.ports.store.write([run('r-1', 'running'), run('r-2', 'succeeded'), run('r-3', 'running')]);
  const { status, body } = await api.call({ route: 'DELETE /workflows/NL-PRICE', as: 'admin' });
  expect(status).toBe(409);
  expect((body.runs as { id: string }[]).map(({ id }) => id).toSorted()).toEqual(['r-1', 'r-3']);
});

test('a workflow that runs another one is enabled only when that one is; running itself is no reason against it', async () => {
  const parent = { ...definition, code: 'PARENT', steps: [{ run: 'NL-PRICE' }, { run: 'PARENT', background: true }] };
  const missing = await post('/workflows', { definition: parent });
  expect(missing).toMatchObject({
    status: 422,
    body: { problems: [{ code: 'run-not-enabled', severity: 'error', pointer: '/steps/0/run' }] },
  });
  await post('/workflows?draft=true', { definition: parent });
  await post('/workflows', { definition });
  expect((await post('/workflows/PARENT/enable')).status).toBe(422);
  await post('/workflows/NL-PRICE/enable');
  expect((await post('/workflows/PARENT/enable')).status).toBe(200);
});

test('a template is not changed, and the refusal says what to do instead', async () => {
  const routes = [
    ['PUT /workflows/MS-POAPW', { definition }],
    ['DELETE /workflows/MS-POAPW', undefined],
    ['POST /workflows/MS-POAPW/copy', undefined],
    ['POST /workflows/MS-POAPW/archive', undefined],
    ['POST /workflows/MS-POAPW/enable', undefined],
    ['POST /workflows/MS-POAPW/disable', undefined],
  ] as const;
  for (const [route, body] of routes) {
    const answer = await api.call({ route, as: 'admin', ...(body && { body }) });
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Make a copy') } });
  }
});

test('people and groups that are not there are named, all at once', async () => {
  const { body } = await post('/workflow-checks', {
    definition: {
      code: 'REFS',
      kind: 'approval',
      on: { event: 'vendor.approvalRequested' },
      steps: [
        { do: 'approvals.create', with: { approverType: 'workflowUserGroup', userGroup: 'NOBODY' } },
        { do: 'notifications.notify', with: { recipientUserId: 'ghost' } },
        { do: 'notifications.notify', with: { recipientUserId: 'admin' } },
        { do: 'approvals.create', with: { escalateAfter: '1D', escalateToGroup: 'NOGROUP' } },
      ],
    },
  });
  const problems = body.problems as { code: string; pointer: string }[];
  expect(
    problems.filter(({ code }) => code.startsWith('unknown-')).map(({ code, pointer }) => [code, pointer]),
  ).toEqual([
    ['unknown-group', '/steps/0/with/userGroup'],
    ['unknown-member', '/steps/1/with/recipientUserId'],
    ['unknown-group', '/steps/3/with/escalateToGroup'],
  ]);
});

describe('simulation', () => {
  beforeEach(() => post('/workflows', { definition }));

  test('says that an event would start it, and what would be sent', async () => {
    const { body } = await post('/workflows/NL-PRICE/simulate', {
      event: { record: { fields: { unitPrice: 120, owner: 'manager' } }, previous: { fields: { unitPrice: 100 } } },
    });
    expect(body.simulation).toMatchObject({
      starts: true,
      outcome: { status: 'succeeded' },
      messages: [{ action: 'email.send', options: { to: 'manager', subject: 'New price' } }],
      cost: { stateTransitions: 3, functionCalls: 1 },
    });
  });

  test('says why an event would not start it', async () => {
    const { body } = await post('/workflows/NL-PRICE/simulate', {
      event: { record: { fields: { unitPrice: 105 } }, previous: { fields: { unitPrice: 100 } } },
    });
    expect(body.simulation).toMatchObject({
      starts: false,
      path: [],
      conditions: [{ holds: false, reason: expect.stringContaining('less than 10%') }],
    });
  });

  test('changes and sends nothing', async () => {
    await post('/workflows/NL-PRICE/simulate', {
      event: { record: { fields: { unitPrice: 120, owner: 'manager' } }, previous: { fields: { unitPrice: 100 } } },
    });
    expect((await get('/events')).body.items).toEqual([]);
    expect((await get('/runs')).body.items).toEqual([]);
  });

  test('of a period without events is empty', async () => {
    const { body } = await post('/workflows/NL-PRICE/simulate', { since: '2020-01-01T00:00:00Z' });
    expect(body.simulation).toEqual({ items: [], totals: { events: 0, starts: 0, dollars: 0 } });
  });

  test('of a period reads its events of the type, page by page, both ends included', async () => {
    const record = { company: 'cronus', source: 'erp', entity: 'item', id: '1', fields: { unitPrice: 5 } };
    const stored = (id: string, receivedAt: string, type = 'item.modified') =>
      eventItems.create({
        sequence: 1,
        status: 'handled',
        event: { company: 'cronus', source: 'erp', id, type, time: receivedAt, receivedAt, record },
        previousFields: { unitPrice: 4 },
      });
    await api.ports.store.write([
      stored('before', '2026-01-31T23:59:59.999Z'),
      stored('first', '2026-02-01T00:00:00.000Z'),
      stored('other', '2026-02-01T12:00:00.000Z', 'item.created'),
      stored('last', '2026-02-02T00:00:00.000Z'),
      stored('after', '2026-02-02T00:00:00.001Z'),
    ]);
    const period = { since: '2026-02-01T00:00:00Z', until: '2026-02-02T00:00:00Z', limit: 1 };
    const one = (await post('/workflows/NL-PRICE/simulate', period)).body.simulation;
    expect(one).toMatchObject({ items: [{ event: { id: 'last' } }], totals: { events: 1, starts: 1 } });
    const two = (await post('/workflows/NL-PRICE/simulate', { ...period, limit: 2 })).body.simulation;
    expect(two).toMatchObject({
      items: [{ event: { id: 'last' } }, { event: { id: 'first' } }],
      totals: { events: 2 },
    });
  });

  test('refuses what is not one question', async () => {
    expect((await post('/workflows/NL-PRICE/simulate', {})).status).toBe(400);
    expect((await post('/workflows/NL-PRICE/simulate', { since: 'last week' })).body.errors).toMatchObject([
      { pointer: '/since' },
    ]);
    const backwards = { since: '2026-03-02', until: '2026-03-01' };
    expect((await post('/workflows/NL-PRICE/simulate', backwards)).body.errors).toMatchObject([{ pointer: '/until' }]);
    const choices = { event: { record: { fields: {} } }, choices: { decision: [0] } };
    expect((await post('/workflows/NL-PRICE/simulate', choices)).body.errors).toMatchObject([
      { pointer: '/choices/decision', detail: 'The workflow waits for nothing.' },
    ]);
    expect((await post('/workflows/NONE/simulate', { event: { record: { fields: {} } } })).status).toBe(404);
    expect((await post('/workflows/NL-PRICE/simulate', { eventId: 'nope' })).status).toBe(404);
  });
});
