import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failuresInRowItems } from '../../../shared/repositories/run-limit-items.ts';
import { enabledSetItems, workflowVersionItems } from '../../../shared/repositories/workflow-items.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';

let api: ApiFixture;
const as = 'admin';
const EVENT = 'purchaseDocument.approvalRequested';

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
const enabledOn = async (event: string) =>
  (await enabledSetItems.get(api.ports.store, { company: 'cronus', event }))?.value.workflows ?? [];

const definition = {
  code: 'NL-PRICE',
  kind: 'automated',
  on: { event: 'item.modified', where: { change: { field: 'unitPrice', is: 'increased' } } },
  steps: [{ do: 'email.send', with: { to: 'a@b.test', subject: 'New price', text: 'Up.' } }],
};

describe('workflows', () => {
  test('come from templates under the first free number', async () => {
    expect((await post('/workflows', { template: 'MS-POAPW' })).body).toMatchObject({
      code: 'POAPW-01',
      template: 'MS-POAPW',
      enabled: false,
      version: 0,
      problems: [],
    });
    expect((await post('/workflows', { template: 'MS-POAPW' })).body.code).toBe('POAPW-02');
    await api.call({ route: 'DELETE /workflows/POAPW-01', as });
    expect((await post('/workflows', { template: 'MS-POAPW' })).body.code).toBe('POAPW-01');
    expect((await get('/templates')).body.items).toContainEqual(expect.objectContaining({ code: 'MS-POAPW' }));
  });

  test('copies that are made at once get different codes', async () => {
    const made = await Promise.all([1, 2, 3].map(() => post('/workflows', { template: 'MS-POAPW' })));
    expect(made.map(({ body }) => body.code).toSorted()).toEqual(['POAPW-01', 'POAPW-02', 'POAPW-03']);
  });

  test('an unknown template and a taken code are refused', async () => {
    expect((await post('/workflows', { template: 'MS-NOPE' })).status).toBe(422);
    expect((await post('/workflows', { definition })).status).toBe(201);
    expect((await post('/workflows', { definition })).status).toBe(409);
    expect((await post('/workflows', { template: 'MS-POAPW', definition })).status).toBe(400);
  });

  test('a definition with errors is refused with its problems, or kept as a draft that can not be enabled', async () => {
    const wrong = { ...definition, steps: [{ do: 'email.sned' }] };
    const refused = await post('/workflows', { definition: wrong });
    expect(refused).toMatchObject({
      status: 422,
      body: { problems: [{ severity: 'error', pointer: expect.any(String) }] },
    });
    const kept = await post('/workflows?draft=true', { definition: wrong });
    expect(kept).toMatchObject({ status: 201, body: { code: 'NL-PRICE', problems: [{ severity: 'error' }] } });
    expect((await post('/workflows/NL-PRICE/enable')).status).toBe(422);
    expect((await get('/workflows/NL-PRICE/state-machine')).status).toBe(422);
    expect(await enabledOn('item.modified')).toEqual([]);
  });

  test('a draft may have any form, but needs a code', async () => {
    expect((await post('/workflows?draft=true', { definition: { code: 'HALF', steps: 'later' } })).status).toBe(201);
    expect((await get('/workflows/HALF')).body.definition).toEqual({ code: 'HALF', steps: 'later' });
    expect((await post('/workflows?draft=true', { definition: { steps: [] } })).status).toBe(422);
    expect((await put('/workflows/HALF', { definition: { ...definition, code: 'HALF' } })).body.problems).toEqual([]);
  });

  test('the code stays', async () => {
    await post('/workflows', { definition });
    const answer = await put('/workflows/NL-PRICE', { definition: { ...definition, code: 'OTHER' } });
    expect(answer).toMatchObject({ status: 422, body: { problems: [{ pointer: '/code' }] } });
  });

  test('the state machine of a definition is shown', async () => {
    await post('/workflows', { template: 'MS-POAPW' });
    const { body } = await get('/workflows/POAPW-01/state-machine');
    expect(body).toMatchObject({ QueryLanguage: 'JSONata', StartAt: expect.any(String), States: expect.any(Object) });
  });
});

describe('a flow that failed too often', () => {
  const since = '2026-03-02T08:00:00.000Z';
  const views = async () => {
    const list = (await get('/workflows')).body.items as { paused?: unknown }[];
    return [(await get('/workflows/NL-PRICE')).body, list[0]];
  };

  test('shows that it is paused, and why, until it is enabled again', async () => {
    await post('/workflows', { definition });
    const { id: workflowId } = (await post('/workflows/NL-PRICE/enable')).body as { id: string };
    for (const view of await views()) expect(view).not.toHaveProperty('paused');
    const failures = { company: 'cronus', workflowId, count: 20, pausedAt: since };
    await api.ports.store.write([failuresInRowItems.create(failures)]);
    const paused = { since, reason: expect.stringContaining('20 runs failed') };
    for (const view of await views()) expect(view).toMatchObject({ enabled: true, paused });
    expect((await put('/workflows/NL-PRICE', { definition })).body).toMatchObject({ paused });
    expect((await post('/workflows/NL-PRICE/enable')).body).not.toHaveProperty('paused');
    for (const view of await views()) expect(view).not.toHaveProperty('paused');
  });

  test('is disabled and nothing else once somebody disables it', async () => {
    await post('/workflows', { definition });
    const { id: workflowId } = (await post('/workflows/NL-PRICE/enable')).body as { id: string };
    const failures = { company: 'cronus', workflowId, count: 20, pausedAt: since };
    await api.ports.store.write([failuresInRowItems.create(failures)]);
    await post('/workflows/NL-PRICE/disable');
    for (const view of await views()) {
      expect(view).toMatchObject({ enabled: false });
      expect(view).not.toHaveProperty('paused');
    }
  });
});

describe('enabling', () => {
  beforeEach(async () => {
    await post('/workflows', { template: 'MS-POAPW' });
  });

  test('publishes a version and lets events start it', async () => {
    const enabled = await post('/workflows/POAPW-01/enable');
    expect(enabled).toMatchObject({ status: 200, body: { enabled: true, version: 1 } });
    expect(await enabledOn(EVENT)).toMatchObject([{ code: 'POAPW-01', version: 1, kind: 'approval', priority: 100 }]);
    const { body } = await get('/workflows/POAPW-01/versions');
    expect(body.items).toMatchObject([{ version: 1, publishedBy: 'admin' }]);
    const machine = await get('/workflows/POAPW-01/state-machine');
    const [published] = api.ports.machines.versions.values();
    expect(JSON.parse(published ?? '')).toEqual(machine.body);
  });

  test('again changes nothing, disabled and enabled again it keeps its version', async () => {
    await post('/workflows/POAPW-01/enable');
    await post('/workflows/POAPW-01/enable');
    expect((await post('/workflows/POAPW-01/disable')).body.enabled).toBe(false);
    expect(await enabledOn(EVENT)).toEqual([]);
    expect((await post('/workflows/POAPW-01/enable')).body.version).toBe(1);
    expect((await get('/workflows/POAPW-01/versions')).body.items).toHaveLength(1);
    const actions = ((await get('/audit')).body.items as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(['workflow.enabled', 'workflow.disabled', 'workflow.enabled', 'workflow.created']);
  });

  test('an edit takes effect when it is enabled, and moves the workflow to its new event', async () => {
    await post('/workflows', { definition });
    await post('/workflows/NL-PRICE/enable');
    await put('/workflows/NL-PRICE', { definition: { ...definition, on: { event: 'customer.modified' } } });
    expect(await enabledOn('item.modified')).toHaveLength(1);
    await post('/workflows/NL-PRICE/enable');
    expect(await enabledOn('item.modified')).toEqual([]);
    expect(await enabledOn('customer.modified')).toMatchObject([{ code: 'NL-PRICE', version: 2 }]);
  });

  test('other conditions make a new version on the same machine', async () => {
    await post('/workflows', { definition });
    const { body: first } = await post('/workflows/NL-PRICE/enable');
    const stricter = { ...definition, on: { event: 'item.modified', where: { record: { unitPrice: '>10' } } } };
    await put('/workflows/NL-PRICE', { definition: stricter });
    expect((await post('/workflows/NL-PRICE/enable')).body.version).toBe(2);
    const id = { company: 'cronus', workflowId: String(first.id) };
    const [one, two] = await Promise.all(
      [1, 2].map((version) => workflowVersionItems.get(api.ports.store, { ...id, version })),
    );
    expect(two?.value.definition.on).toEqual(stricter.on);
    expect(two?.value.stateMachineVersionArn).toBe(one?.value.stateMachineVersionArn);
  });

  test('an enabled workflow is not deleted', async () => {
    await post('/workflows/POAPW-01/enable');
    expect((await api.call({ route: 'DELETE /workflows/POAPW-01', as })).status).toBe(409);
    await post('/workflows/POAPW-01/disable');
    expect((await api.call({ route: 'DELETE /workflows/POAPW-01', as })).status).toBe(204);
  });

  test('many at once for one event leave all of them enabled', async () => {
    const codes = await Promise.all(
      [1, 2, 3, 4, 5].map(async () => (await post('/workflows', { template: 'MS-POAPW' })).body.code),
    );
    await Promise.all(codes.map((code) => post(`/workflows/${code}/enable`)));
    expect(await enabledOn(EVENT)).toHaveLength(5);
  });
});
