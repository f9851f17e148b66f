import { afterEach, beforeEach, expect, test } from 'vitest';
import { runItems } from '../../../shared/repositories/run-items.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';
import { addWork } from './work-fixture.ts';

let api: ApiFixture;

const flow = {
  code: 'CALL-BACK',
  kind: 'instant',
  on: { instant: { entity: 'customer', view: ['card'] } },
  inputs: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', minLength: 3 } } },
  steps: [{ respond: { text: 'Done.' } }],
};

beforeEach(async () => {
  api = await createApi();
  await addWork(api);
  await api.call({ route: 'POST /workflows', as: 'admin', body: { definition: flow } });
  await api.call({ route: 'POST /workflows/CALL-BACK/enable', as: 'admin' });
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const record = { entity: 'customer', id: 'C-1' };
const inputs = { reason: 'price' };
const start = (body: unknown, headers = {}, as = 'bystander') =>
  api.call({ route: 'POST /automate/CALL-BACK', as, body, headers });

/** The flow answers as soon as it is started. */
function answerAtOnce(): void {
  const { machines, store } = api.ports;
  const original = machines.start.bind(machines);
  machines.start = async (execution) => {
    const run = await runItems.get(store, { company: 'cronus', id: execution.name });
    if (run) await store.write([runItems.update(run, { ...run.value, response: { text: 'price/C-1' } })]);
    return original(execution);
  };
}

test('the menu shows what is offered here', async () => {
  const menu = (query: string) => api.call({ route: `GET /automate?${query}`, as: 'bystander' });
  expect((await menu('entity=customer&view=card')).body.items).toEqual([{ code: 'CALL-BACK', inputs: flow.inputs }]);
  expect((await menu('entity=customer&view=list')).body.items).toEqual([]);
  expect((await menu('entity=vendor&view=card')).body.items).toEqual([]);
  expect((await menu('view=card')).status).toBe(400);
});

test('a flow starts on a record that was never seen, and says where to ask', async () => {
  const answer = await start({ record, inputs });
  expect(answer.status).toBe(202);
  const [run] = answer.body.runs as { id: string; url: string }[];
  expect(run?.url).toBe(`http://werkstroom.test/api/v1/companies/cronus/runs/${run?.id}`);
  expect(api.ports.machines.started).toEqual([run?.id]);
});

test('inputs are held against the schema of the flow, and each fault is pointed at', async () => {
  const missing = await start({ record, inputs: {} });
  expect(missing).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/inputs/reason', detail: 'It is required.' }] },
  });
  const short = await start({ record, inputs: { reason: 'x' } });
  expect(short).toMatchObject({ status: 422, body: { errors: [{ pointer: '/inputs/reason' }] } });
  expect(api.ports.machines.started).toEqual([]);
});

test('whoever is willing to wait gets the answer of the flow', async () => {
  answerAtOnce();
  const answer = await start({ record, inputs }, { prefer: 'respond-async, wait=20' });
  expect(answer).toMatchObject({
    status: 200,
    body: { response: { text: 'price/C-1' }, runs: [{ response: { text: 'price/C-1' } }] },
  });
  expect(answer.headers['preference-applied']).toBe('wait=20');
});

test('when the time is over before the flow has answered, the runs are all there is', async () => {
  const before = api.ports.clock.now();
  expect((await start({ record, inputs }, { prefer: 'wait=2' })).status).toBe(202);
  expect(api.ports.clock.now() - before).toBeLessThan(3_000);
});

test('a repeated start with the same key starts nothing new', async () => {
  const headers = { 'idempotency-key': '"k-1"' };
  const first = await start({ records: [record, { ...record, id: 'C-2' }], inputs }, headers);
  const second = await start({ records: [record, { ...record, id: 'C-2' }], inputs }, headers);
  expect(second.body).toEqual(first.body);
  expect(api.ports.machines.started).toHaveLength(2);
});

test('a source starts flows for people, on its own records', async () => {
  const headers = { 'on-behalf-of': 'bystander' };
  expect((await start({ record, inputs }, headers, 'client-1')).status).toBe(202);
  expect((await start({ record: { ...record, source: 'crm' }, inputs }, headers, 'client-1')).status).toBe(404);
  expect((await start({ record, inputs }, {}, 'client-1')).status).toBe(403);
});

test('an unknown or disabled flow is not there', async () => {
  await api.call({ route: 'POST /workflows/CALL-BACK/disable', as: 'admin' });
  expect((await start({ record, inputs })).status).toBe(404);
});
