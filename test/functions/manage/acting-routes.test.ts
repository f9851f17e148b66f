import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BUSINESS_CENTRAL_RULES } from '../../../shared/domain/approval/request-rules.ts';
import { approvalUserItems, entryItems, requestItems } from '../../../shared/repositories/approval-items.ts';
import { userGroupItems } from '../../../shared/repositories/approval-policy-items.ts';
import { memberItems } from '../../../shared/repositories/company-items.ts';
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

/** No answer hid a fault but those that a test expects. */
let faults = 0;
afterEach(() => {
  expect(api.errors).toHaveLength(faults);
  faults = 0;
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

  test('count each for itself when something goes wrong with one', async () => {
    const { store } = api.ports;
    const get = store.get;
    vi.spyOn(store, 'get').mockImplementation(async (key) => {
      if (JSON.stringify(key).includes('broken')) throw new Error('The disk is gone.');
      return get(key);
    });
    const answer = await post('manager', '/approval-entries/bulk', {
      ids: ['broken.1', 'run-1.1'],
      decision: 'approve',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        results: [
          { id: 'broken.1', status: 500 },
          { id: 'run-1.1', status: 200 },
        ],
      },
    });
    faults = 1;
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

describe('whoever sent a request', () => {
  const asSender = async () => {
    const sender = await memberItems.get(api.ports.store, { company, userId: 'purchaser' });
    if (!sender) throw new Error('There is no sender.');
    await api.ports.store.write([memberItems.update(sender, { ...sender.value, roles: ['automate'] })]);
  };

  test.each([
    ['by entry', '/approval-entries/run-1.1/delegate', {}],
    ['in bulk', '/approval-entries/bulk', { ids: ['run-1.1'], decision: 'delegate' }],
    ['from the page of the record', '/records/purchaseDocument/106001/delegate', {}],
  ])('delegates it %s without the role of an approver', async (_door, route, body) => {
    await asSender();
    expect((await post('purchaser', route, body)).status).toBe(200);
    const { body: entry } = await api.call({ route: 'GET /approval-entries/run-1.1', as: 'purchaser' });
    expect(entry).toMatchObject({ approverId: 'director', status: 'open' });
  });

  test.each([
    ['by entry', '/approval-entries/run-1.1/approve', {}],
    ['in bulk', '/approval-entries/bulk', { ids: ['run-1.1'], decision: 'approve' }],
    ['from the page of the record', '/records/purchaseDocument/106001/approve', {}],
  ])('does not approve it %s without that role', async (_door, route, body) => {
    await asSender();
    expect(await post('purchaser', route, body)).toMatchObject({
      status: 403,
      body: { detail: 'This needs the role admin or approver.' },
    });
  });

  test('says which entry is meant where several are open; others delegate nothing', async () => {
    const second = await entryItems.get(api.ports.store, { company, id: 'run-1.2' });
    if (!second) throw new Error('There is no second entry.');
    await api.ports.store.write([entryItems.update(second, { ...second.value, status: 'open' })]);
    const route = '/records/purchaseDocument/106001/delegate';
    expect(await post('purchaser', route)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('run-1.1, run-1.2') },
    });
    expect(await post('manager', route)).toMatchObject({ status: 200, body: { id: 'run-1.1' } });
    expect((await post('bystander', route)).status).toBe(409);
  });
});

describe('a person who leaves the approval user setup', () => {
  const remove = (userId: string) => api.call({ route: `DELETE /approval-users/${userId}`, as: 'admin' });

  test('stays while others name them, and every one of those is told', async () => {
    await api.ports.store.write([
      userGroupItems.create({ company, code: 'BOARD', members: [{ userId: 'manager', sequence: 1 }] }),
    ]);
    const answer = await remove('manager');
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:werkstroom:problem:still-needed' } });
    for (const named of ['purchaser', 'bystander', 'BOARD']) expect(answer.body.detail).toContain(named);
    expect((await api.call({ route: 'GET /approval-entries/run-1.1', as: 'admin' })).body.approverId).toBe('manager');
  });

  test('leaves what is open to whom it would be delegated', async () => {
    for (const userId of ['purchaser', 'bystander']) {
      const row = await approvalUserItems.get(api.ports.store, { company, userId });
      if (row) await api.ports.store.write([approvalUserItems.update(row, { company, userId })]);
    }
    expect((await remove('manager')).status).toBe(204);
    const entry = await api.call({ route: 'GET /approval-entries/run-1.1', as: 'director' });
    expect(entry.body).toMatchObject({ approverId: 'director', status: 'open' });
  });

  test('stays where nobody could take over', async () => {
    for (const userId of ['purchaser', 'bystander', 'manager', 'admin']) {
      const row = await approvalUserItems.get(api.ports.store, { company, userId });
      if (row) await api.ports.store.write([approvalUserItems.update(row, { company, userId })]);
    }
    const answer = await remove('manager');
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Nobody can take over') } });
    expect((await api.call({ route: 'GET /approval-users/manager', as: 'admin' })).status).toBe(200);
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
  const comments = async (as: string) => {
    const { body } = await api.call({ route: 'GET /approval-entries/run-1.1', as });
    return (body as { comments: { text: string; shortened?: boolean }[] }).comments;
  };

  test('are as long as a request, shown as a whole with their entry and by their beginning in lists', async () => {
    const long = '\u{1F600}!'.repeat(130_000);
    for (const text of [long, 'Short.', `${long}?`]) {
      expect((await post('purchaser', '/approval-entries/run-1.1/comments', { comment: text })).status).toBe(200);
    }
    const because = `Because ${'of this '.repeat(50_000)}`.trim();
    const rejected = await post('manager', '/approval-entries/run-1.1/reject', { comment: because });
    expect(rejected).toMatchObject({ status: 200, body: { status: 'rejected' } });
    const whole = [long, 'Short.', `${long}?`, because];
    expect((await comments('manager')).map(({ text }, place) => text === whole[place])).toEqual(whole.map(() => true));
    const { body } = await api.call({ route: 'GET /approval-entries?approver=me&limit=1', as: 'manager' });
    const [listed] = (body as { items: { comments: { text: string; shortened?: boolean }[] }[] }).items;
    expect(listed?.comments.map(({ shortened = false }) => shortened)).toEqual([true, false, true, true]);
    expect(listed?.comments[0]?.text).toMatch(/^(?:\u{1F600}!)+\u{1F600}? …$/u);
    expect(JSON.stringify(body)).not.toContain('textBlob');
  });

  test('never keep anybody from deciding', async () => {
    const comment = '\u{1F600}'.repeat(500);
    const statuses = [];
    for (let sent = 0; sent < 110; sent++) {
      const said = { comment: `${sent}${comment.slice(4)}` };
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
