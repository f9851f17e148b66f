import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BUSINESS_CENTRAL_RULES } from '../../../shared/domain/approval/request-rules.ts';
import { approvalUserItems, requestItems } from '../../../shared/repositories/approval-items.ts';
import { recordItems } from '../../../shared/repositories/record-items.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';
import { addWork, company, order } from './work-fixture.ts';

let api: ApiFixture;

beforeEach(async () => {
  api = await createApi();
  await addWork(api);
  const user = (userId: string, more: object = {}) => approvalUserItems.create({ company, userId, ...more });
  await api.ports.store.write([
    user('purchaser', { approverId: 'manager' }),
    user('manager', { approverId: 'director' }),
    user('director'),
    user('bystander', { substituteId: 'manager' }),
    user('admin', { administrator: true }),
  ]);
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

/** The requester of the order's approval may not decide about it. */
async function forbidOwnApproval(): Promise<void> {
  const request = await requestItems.get(api.ports.store, { company, id: 'run-1' });
  if (!request) throw new Error('There is no request.');
  const rules = { ...BUSINESS_CENTRAL_RULES, requesterMayApprove: false };
  await api.ports.store.write([requestItems.update(request, { ...request.value, rules })]);
}

const post = (as: string, route: string, body: object = {}) => api.call({ route: `POST ${route}`, as, body });

describe('several decisions at once', () => {
  test('each have their own result', async () => {
    const ids = ['run-1.1', 'run-1.2', 'run-9.9', 'run-1.1'];
    const answer = await post('manager', '/approval-entries/bulk', { ids, decision: 'approve', comment: 'All fine.' });
    expect(answer.status).toBe(200);
    expect(answer.body.results).toMatchObject([
      { id: 'run-1.1', status: 200, entry: { status: 'approved', comments: [{ text: 'All fine.' }] } },
      { id: 'run-1.2', status: 404 },
      { id: 'run-9.9', status: 404, detail: expect.any(String) },
    ]);
  });

  test('are refused as a whole only when they say nothing', async () => {
    expect((await post('manager', '/approval-entries/bulk', { ids: [], decision: 'approve' })).status).toBe(400);
    expect((await post('manager', '/approval-entries/bulk', { ids: ['x'], decision: 'burn' })).status).toBe(400);
  });
});

describe('decisions from the page of a record', () => {
  const path = '/records/purchaseDocument/106001';

  test("are those of the caller's own open entry", async () => {
    const answer = await post('manager', `${path}/approve`, { comment: 'Good.' });
    expect(answer).toMatchObject({ status: 200, body: { id: 'run-1.1', status: 'approved' } });
  });

  test('are refused where nothing is asked of the caller', async () => {
    expect(await post('director', `${path}/reject`)).toMatchObject({
      status: 409,
      body: { type: 'urn:werkstroom:problem:nothing-open' },
    });
    expect((await post('manager', '/records/purchaseDocument/none/approve')).status).toBe(404);
  });
});

describe('a decision about what was shown', () => {
  const changeOrder = async () => {
    const record = await recordItems.get(api.ports.store, order);
    if (!record) throw new Error('There is no order.');
    const fields = { ...record.value.fields, amount: 9000 };
    await api.ports.store.write([recordItems.update(record, { ...record.value, fields })]);
  };

  test('is not taken when the record is another one by now', async () => {
    const shown = (await api.call({ route: 'GET /approval-entries/run-1.1', as: 'manager' })).body;
    await changeOrder();
    const { contentHash } = shown as { contentHash: string };
    const answer = await post('manager', '/approval-entries/run-1.1/approve', { contentHash });
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:werkstroom:problem:record-changed' } });
    const now = (await api.call({ route: 'GET /approval-entries/run-1.1', as: 'manager' })).body;
    expect(now).toMatchObject({ status: 'open', changes: expect.arrayContaining([{ what: 'amount', after: 9000 }]) });
    const again = await post('manager', '/records/purchaseDocument/106001/approve', {
      contentHash: (now as { contentHash: string }).contentHash,
    });
    expect(again).toMatchObject({ status: 200, body: { status: 'approved' } });
    const request = await requestItems.get(api.ports.store, { company, id: 'run-1' });
    expect(request?.value.contentHash).toBe((now as { contentHash: string }).contentHash);
  });

  test('is taken without saying what was seen', async () => {
    await changeOrder();
    expect((await post('manager', '/approval-entries/run-1.1/approve')).status).toBe(200);
  });
});

describe('comments', () => {
  test('are as long as people write, and never keep anybody from deciding', async () => {
    const comment = '\u{1F600}'.repeat(5_000);
    const statuses = [];
    for (let sent = 0; sent < 12; sent++) {
      const said = { comment: `${sent}${comment.slice(2)}` };
      statuses.push((await post('purchaser', '/approval-entries/run-1.1/comments', said)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    expect((await post('manager', '/approval-entries/run-1.1/approve', { comment })).status).toBe(200);
  });
});

describe('reassigning', () => {
  test('is for admins and the approval administrator', async () => {
    const route = '/approval-entries/run-1.1/reassign';
    expect((await post('bystander', route, { approverId: 'director' })).status).toBe(404);
    expect((await post('manager', route, { approverId: 'director' })).status).toBe(403);
    const answer = await post('admin', route, { approverId: 'director', comment: 'On leave.' });
    expect(answer).toMatchObject({ status: 200, body: { approverId: 'director', comments: [{ text: 'On leave.' }] } });
  });

  test('says who can not have it', async () => {
    const answer = await post('admin', '/approval-entries/run-1.1/reassign', { approverId: 'who' });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/approverId' }] } });
  });
});

describe('a member who leaves', () => {
  beforeEach(async () => {
    await api.call({ route: 'PUT /user-groups/G', as: 'admin', body: { members: [{ userId: 'manager' }] } });
  });

  test('has duties that are listed', async () => {
    const { body } = await api.call({ route: 'GET /members/manager/duties', as: 'admin' });
    expect(body).toEqual({
      entries: [{ id: 'run-1.1', status: 'open', workflow: 'POAPW-01' }],
      approverOf: ['purchaser'],
      substituteOf: ['bystander'],
      groups: ['G'],
      administrator: false,
      workflows: [],
    });
  });

  test('is named by the workflows that ask or tell them', async () => {
    const definition = {
      code: 'BY-NAME',
      kind: 'automated',
      on: { event: 'item.created' },
      steps: [{ do: 'notifications.notify', with: { recipientUserId: 'manager' } }],
    };
    const created = await post('admin', '/workflows', { definition });
    expect(created.status, JSON.stringify(created.body)).toBe(201);
    const { body } = await api.call({ route: 'GET /members/manager/duties', as: 'admin' });
    expect(body).toMatchObject({ workflows: ['BY-NAME'] });
  });

  test('stays in place in a dry run, which says what would not go over', async () => {
    await forbidOwnApproval();
    const answer = await post('admin', '/members/manager/hand-over', { to: 'purchaser', dryRun: true });
    expect(answer).toMatchObject({
      status: 200,
      body: { groups: ['G'], left: [{ entryId: 'run-1.1', reason: expect.stringContaining('purchaser asked') }] },
    });
    const { body } = await api.call({ route: 'GET /user-groups/G', as: 'admin' });
    expect(body).toMatchObject({ members: [{ userId: 'manager' }] });
  });

  test('hands on what only one person can have', async () => {
    const setup = { administrator: true, salespersonCode: 'JR' };
    await api.call({ route: 'PUT /approval-users/admin', as: 'admin', body: setup });
    await post('admin', '/members/admin/hand-over', { to: 'director' });
    const get = async (route: string) => (await api.call({ route: `GET ${route}`, as: 'admin' })).body;
    expect(await get('/approval-users/director')).toMatchObject(setup);
    expect(await get('/approval-users/admin')).not.toHaveProperty('administrator');
    expect(await get('/approval-users/admin')).not.toHaveProperty('salespersonCode');
  });

  test('is replaced in all of them by one action, and can be removed then', async () => {
    expect((await api.call({ route: 'DELETE /members/manager', as: 'admin' })).status).toBe(409);
    const answer = await post('admin', '/members/manager/hand-over', { to: 'director' });
    expect(answer).toMatchObject({ status: 200, body: { approverOf: ['purchaser'], left: [] } });
    const get = async (route: string) => (await api.call({ route: `GET ${route}`, as: 'admin' })).body;
    expect(await get('/approval-entries/run-1.1')).toMatchObject({ approverId: 'director' });
    expect(await get('/approval-users/purchaser')).toMatchObject({ approverId: 'director' });
    expect(await get('/approval-users/bystander')).toMatchObject({ substituteId: 'director' });
    expect(await get('/user-groups/G')).toMatchObject({ members: [{ userId: 'director', sequence: 1 }] });
    expect(await get('/members/manager/duties')).toMatchObject({
      entries: [],
      approverOf: [],
      substituteOf: [],
      groups: [],
    });
    expect((await api.call({ route: 'DELETE /members/manager', as: 'admin' })).status).toBe(204);
  });

  test('is not replaced by somebody who is not set up', async () => {
    expect((await post('admin', '/members/manager/hand-over', { to: 'who' })).status).toBe(422);
  });
});
