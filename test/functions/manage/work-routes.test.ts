import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestItems } from '../../../shared/repositories/approval-items.ts';
import { runItems } from '../../../shared/repositories/run-items.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';
import { addWork, company, order } from './work-fixture.ts';

const AT = '2026-03-02T09:00:00.000Z';

let api: ApiFixture;
beforeEach(async () => {
  api = await createApi();
  await addWork(api);
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const get = (as: string, path: string, headers = {}) => api.call({ route: `GET ${path}`, as, headers });
const post = (as: string, path: string, body?: unknown, headers = {}) =>
  api.call({ route: `POST ${path}`, as, body, headers });
const idsOf = (answer: { body: { items?: unknown } }) => (answer.body.items as { id: string }[]).map(({ id }) => id);

describe('records', () => {
  test('are shown with what is asked and done about them', async () => {
    const answer = await get('purchaser', '/records/purchaseDocument/106001');
    expect(answer).toMatchObject({
      status: 200,
      body: {
        snapshot: { source: 'erp', fields: { amount: 1200 }, lines: [{ quantity: 2 }], url: 'http://erp.test/106001' },
        status: 'Pending Approval',
        restriction: { reason: 'It waits for approval.', workflow: 'POAPW-01', runId: 'run-1' },
        requests: [
          {
            id: 'run-1',
            status: 'pending',
            pendingApprovals: 2,
            senderId: 'purchaser',
            entries: [
              { id: 'run-1.1', approverId: 'manager', status: 'open', sequence: 1, comments: [] },
              { id: 'run-1.2', approverId: 'director', status: 'created', sequence: 2 },
            ],
          },
        ],
        runs: [{ id: 'run-1', status: 'waiting', url: 'http://werkstroom.test/api/v1/companies/cronus/runs/run-1' }],
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('task-token');
  });

  test('that nobody told us of are not there', async () => {
    expect((await get('purchaser', '/records/purchaseDocument/1')).status).toBe(404);
  });

  test('may not be used while they are restricted, and whoever asks learns why', async () => {
    expect(await get('client-1', '/records/purchaseDocument/106001/may/release')).toMatchObject({
      body: { allowed: false, reason: 'It waits for approval.', workflow: 'POAPW-01', openApprovers: ['manager'] },
    });
    expect((await get('client-1', '/records/purchaseDocument/7/may/release')).body).toEqual({ allowed: true });
  });

  test('a source asks approval for a person, not for itself', async () => {
    const path = '/records/purchaseDocument/106001/request-approval';
    expect((await post('client-1', path)).status).toBe(403);
    const asked = await post('client-1', path, undefined, { 'on-behalf-of': 'purchaser' });
    expect(asked).toMatchObject({ status: 409, body: { detail: expect.stringContaining('No approval workflow') } });
  });

  test('approval is asked of what is enabled, and refused with the reason what would come to nothing', async () => {
    await post('admin', '/workflows', { template: 'MS-POAPW' });
    await post('admin', '/workflows/POAPW-01/enable');
    const path = '/records/purchaseDocument/106002/request-approval';
    const body = { record: { fields: { documentType: 'Order', status: 'Open', amount: 10 } } };
    const refused = await post('purchaser', path, body);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('approval user setup') } });
    await api.call({ route: 'PUT /approval-users/director', as: 'admin', body: { unlimitedPurchase: true } });
    await api.call({ route: 'PUT /approval-users/purchaser', as: 'admin', body: { approverId: 'director' } });
    const accepted = await post('purchaser', path, body);
    expect(accepted).toMatchObject({ status: 202, body: { eventId: expect.any(String), source: 'erp' } });
    expect(api.ports.queue.messages('events')).toHaveLength(1);
  });

  test('a batch that was approved before is asked about again by whoever says so', async () => {
    await post('admin', '/workflows', { template: 'MS-GJBAPW' });
    await post('admin', '/workflows/GJBAPW-01/enable');
    await api.call({ route: 'PUT /approval-users/director', as: 'admin', body: { unlimitedRequest: true } });
    await api.call({ route: 'PUT /approval-users/purchaser', as: 'admin', body: { approverId: 'director' } });
    const batch = { ...order, entity: 'generalJournalBatch', id: 'GENERAL-DEFAULT' };
    const request = await requestItems.get(api.ports.store, { company, id: 'run-1' });
    if (!request) throw new Error('There is no request.');
    const path = '/records/generalJournalBatch/GENERAL-DEFAULT/request-approval';
    const record = { fields: { journalTemplateName: 'GENERAL', name: 'DEFAULT', balanceLcy: 0 } };
    expect(await post('purchaser', path, { record })).toMatchObject({ status: 202 });
    const approved = { ...request.value, id: 'run-0', runId: 'run-0', record: batch, status: 'approved' } as const;
    await api.ports.store.write([requestItems.create(approved)]);
    expect(await post('purchaser', path, { record })).toMatchObject({
      status: 409,
      body: { type: 'urn:werkstroom:problem:approved-before', detail: expect.stringContaining('run-0') },
    });
    expect(await post('purchaser', path, { record, again: true })).toMatchObject({ status: 202 });
  });

  test('another source has nothing to say about them', async () => {
    expect((await get('client-1', '/records/purchaseDocument/106001?source=crm')).status).toBe(404);
  });
});

describe('approval entries', () => {
  test('show a person what waits for them, with how many are undecided', async () => {
    const answer = await get('manager', '/approval-entries?approver=me&status=open');
    expect(answer.body.items).toEqual([
      {
        id: 'run-1.1',
        runId: 'run-1',
        workflow: 'POAPW-01',
        record: { source: 'erp', entity: 'purchaseDocument', id: '106001' },
        sequence: 1,
        approverId: 'manager',
        senderId: 'purchaser',
        status: 'open',
        createdAt: expect.any(String),
        dueAt: expect.any(String),
        sentAt: expect.any(String),
        amount: 1200,
        amountLcy: 1200,
        currency: 'EUR',
        pendingApprovals: 2,
        approvedCount: 0,
        rejectedCount: 0,
        overdue: false,
        comments: [],
      },
    ]);
  });

  test.each([
    ['/approval-entries', 'admin', ['run-1.1', 'run-1.2']],
    ['/approval-entries', 'purchaser', ['run-1.1', 'run-1.2']],
    ['/approval-entries', 'manager', ['run-1.1']],
    ['/approval-entries', 'bystander', []],
    ['/approval-entries?sender=me', 'purchaser', ['run-1.1', 'run-1.2']],
    ['/approval-entries?record=106001', 'admin', ['run-1.1', 'run-1.2']],
    ['/approval-entries?record=purchaseDocument/106001&status=created', 'admin', ['run-1.2']],
    ['/approval-entries?record=106001', 'director', ['run-1.2']],
    ['/approval-entries?run=run-1', 'manager', ['run-1.1']],
    ['/approval-entries?approver=manager', 'bystander', []],
    ['/approval-entries?record=999', 'admin', []],
  ])('%s shows %s only what they may see', async (path, as, expected) => {
    expect(idsOf(await get(as, path)).toSorted()).toEqual(expected);
  });

  test('come page by page', async () => {
    const first = await get('admin', '/approval-entries?limit=1');
    expect(idsOf(first)).toHaveLength(1);
    const second = await get('admin', `/approval-entries?limit=1&cursor=${first.body.next}`);
    expect([...idsOf(first), ...idsOf(second)].toSorted()).toEqual(['run-1.1', 'run-1.2']);
    expect((await get('admin', '/approval-entries?cursor=made-up')).status).toBe(400);
  });

  test('are approved once, by their approver, while they are open', async () => {
    expect((await post('bystander', '/approval-entries/run-1.1/approve')).status).toBe(404);
    expect((await post('purchaser', '/approval-entries/run-1.1/approve')).status).toBe(403);
    const approved = await post('manager', '/approval-entries/run-1.1/approve', { comment: ' Fine. ' });
    expect(approved).toMatchObject({
      status: 200,
      body: { status: 'approved', decidedBy: 'manager', pendingApprovals: 1, comments: [{ text: 'Fine.' }] },
    });
    expect((await post('manager', '/approval-entries/run-1.1/approve')).status).toBe(200);
    expect((await post('manager', '/approval-entries/run-1.1/reject')).status).toBe(409);
    expect((await post('director', '/approval-entries/run-1.2/approve')).status).toBe(409);
    expect(api.ports.queue.messages('decisions')).toHaveLength(1);
  });

  test('are delegated to whom the setup names', async () => {
    expect((await post('manager', '/approval-entries/run-1.1/delegate')).status).toBe(409);
    await api.call({ route: 'PUT /approval-users/director', as: 'admin', body: { administrator: true } });
    expect((await post('manager', '/approval-entries/run-1.1/delegate')).body.approverId).toBe('director');
  });

  test('take comments from those who may see them, and never empty ones', async () => {
    expect((await post('purchaser', '/approval-entries/run-1.1/comments', { comment: 'Please.' })).status).toBe(200);
    expect((await post('bystander', '/approval-entries/run-1.1/comments', { comment: 'Me too.' })).status).toBe(404);
    expect((await post('purchaser', '/approval-entries/run-1.1/comments', { comment: '  ' })).status).toBe(400);
  });

  test('go to somebody else when their approver leaves', async () => {
    expect((await api.call({ route: 'DELETE /members/director', as: 'admin' })).status).toBe(409);
    await api.call({ route: 'PUT /approval-users/purchaser', as: 'admin', body: { administrator: true } });
    expect((await api.call({ route: 'DELETE /members/manager', as: 'admin' })).status).toBe(204);
    expect((await api.call({ route: 'DELETE /members/director', as: 'admin' })).status).toBe(204);
    const entries = (await get('admin', '/approval-entries')).body.items as { approverId: string }[];
    expect(entries.map(({ approverId }) => approverId)).toEqual(['purchaser', 'purchaser']);
  });
});

describe('runs', () => {
  test.each([
    ['admin', 1],
    ['purchaser', 1],
    ['manager', 0],
    ['client-1', 1],
  ])('are listed for %s: %i', async (as, count) => {
    expect(idsOf(await get(as, '/runs'))).toHaveLength(count);
  });

  test.each([
    ['/runs?status=waiting', 1],
    ['/runs?status=running', 0],
    ['/runs?workflow=POAPW-01', 1],
    ['/runs?workflow=OTHER', 0],
    ['/runs?record=106001', 1],
    ['/runs?record=customer/106001', 0],
  ])('%s finds %i', async (path, count) => {
    expect(idsOf(await get('admin', path))).toHaveLength(count);
  });

  test.each([
    ['admin', 200],
    ['purchaser', 200],
    ['manager', 200],
    ['bystander', 404],
  ])('tell their story to %s: %i', async (as, status) => {
    const answer = await get(as, '/runs/run-1');
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toMatchObject({ status: 'waiting', workflow: 'POAPW-01', steps: [] });
  });

  test('are listed without their steps, which their own page tells', async () => {
    const run = await runItems.get(api.ports.store, { company, id: 'run-1' });
    const steps = [{ id: 'a', kind: 'records.restrict', title: 'A', status: 'succeeded', startedAt: AT } as const];
    if (run)
      await api.ports.store.write([runItems.update(run, { ...run.value, status: 'succeeded', endedAt: AT, steps })]);
    expect((await get('admin', '/runs')).body.items).toMatchObject([{ id: 'run-1', status: 'succeeded' }]);
    expect((await get('admin', '/runs')).body.items).not.toHaveProperty('0.steps');
    expect((await get('admin', '/runs/run-1')).body).toMatchObject({ steps });
  });

  test('that do not stand still are not retried', async () => {
    expect((await post('admin', '/runs/run-1/retry')).status).toBe(409);
    expect((await post('admin', '/runs/none/retry')).status).toBe(404);
  });
});

describe('events', () => {
  test('say what became of them', async () => {
    expect(await get('purchaser', '/events/e-1')).toMatchObject({
      status: 200,
      body: {
        id: 'e-1',
        source: 'erp',
        status: 'handled',
        record: { source: 'erp', entity: 'purchaseDocument', id: '106001' },
        runs: [{ id: 'run-1', workflow: 'POAPW-01', url: expect.stringContaining('/runs/run-1') }],
        refusals: [],
      },
    });
  });

  test.each([
    ['client-1', 200],
    ['bystander', 404],
    ['admin', 200],
  ])('are shown to %s: %i', async (as, status) => {
    expect((await get(as, '/events/e-1')).status).toBe(status);
  });

  test('are listed by sender and record', async () => {
    expect(idsOf(await get('admin', '/events'))).toEqual(['e-1']);
    expect(idsOf(await get('admin', '/events?source=crm'))).toEqual([]);
    expect(idsOf(await get('admin', '/events?record=106001'))).toEqual(['e-1']);
  });
});

describe('another company', () => {
  test.each(['/records/purchaseDocument/106001', '/approval-entries/run-1.1', '/runs/run-1', '/events/e-1'])(
    'does not see %s, in ours or in its own',
    async (path) => {
      expect((await get('stranger', path)).status).toBe(404);
      expect((await api.call({ route: `GET ${path}`, as: 'stranger', company: 'other' })).status).toBe(404);
    },
  );
});
