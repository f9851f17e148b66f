import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BusinessCentral, startBusinessCentral } from './business-central.ts';

/** What Business Central's own public tests check (domain 8), on the running runtime, through the public API only. */
let bc: BusinessCentral;
let number = 0;

beforeAll(async () => {
  bc = await startBusinessCentral();
});

afterAll(async () => {
  expect(bc.demo.errors).toEqual([]);
  await bc.stop();
});

const order = (amount: number, lines: object[] = [{ type: 'Item', amount }]) => ({
  fields: { documentType: 'Order', status: 'Open', amount },
  lines,
});

/** A new purchase order of 25,000, sent by the purchaser: manager, then director. */
async function sendOrder(amount = 25_000): Promise<string> {
  number += 1;
  const id = `PO-${number}`;
  const answer = await bc.request('purchaser', `purchaseDocument/${id}`, order(amount));
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  await bc.stands(id, 'purchaser:approved manager:open director:created');
  return id;
}

describe('while a request is pending', () => {
  it.each(['posting', 'release', 'reopen'])('the document is not free for %s', async (use) => {
    const id = await sendOrder();
    const { body } = await bc.as('purchaser').get(`/records/purchaseDocument/${id}/may/${use}`);
    expect(body).toMatchObject({ allowed: false, workflow: 'POAPW-01', openApprovers: ['manager'] });
  });

  it('a second request is refused with the reason', async () => {
    const id = await sendOrder();
    const answer = await bc.request('purchaser', `purchaseDocument/${id}`, order(25_000));
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('already requested') } });
  });
});

describe('a chain of three approvers', () => {
  it('approves, with comments, and the document is released and free', async () => {
    const id = await sendOrder();
    await bc.act('manager', id, 'comments', 'I looked at it.');
    await bc.act('manager', id, 'approve', 'Fine.');
    await bc.stands(id, 'purchaser:approved manager:approved director:open');
    await bc.act('director', id, 'approve', 'Go.');
    await bc.until(async () => bc.commandsFor(id).includes('record.release'));
    expect(bc.commandsFor(id)).toEqual(['record.setStatus', 'record.release']);
    const entries = await bc.entriesOf(id);
    expect(entries.map(({ comments }) => comments.map(({ text }) => text))).toEqual([
      [],
      ['I looked at it.', 'Fine.'],
      ['Go.'],
    ]);
    expect((await bc.as('purchaser').get(`/records/purchaseDocument/${id}`)).body).not.toHaveProperty('restriction');
  });

  it('is rejected by the first', async () => {
    const id = await sendOrder();
    await bc.act('manager', id, 'reject', 'Too dear.');
    await bc.stands(id, 'purchaser:rejected manager:rejected director:rejected');
    await bc.until(async () => bc.commandsFor(id).includes('record.reopen'));
  });

  it('is rejected by the last', async () => {
    const id = await sendOrder();
    await bc.act('manager', id, 'approve');
    await bc.stands(id, 'purchaser:approved manager:approved director:open');
    await bc.act('director', id, 'reject');
    await bc.stands(id, 'purchaser:rejected manager:rejected director:rejected');
    await bc.until(async () => bc.commandsFor(id).includes('record.reopen'));
  });

  it('is delegated, and goes on', async () => {
    const id = await sendOrder();
    await bc.act('manager', id, 'delegate', 'On leave.');
    await bc.stands(id, 'purchaser:approved director:open director:created');
    await bc.act('director', id, 'approve');
    await bc.stands(id, 'purchaser:approved director:approved director:open');
    await bc.act('director', id, 'approve');
    await bc.until(async () => bc.commandsFor(id).includes('record.release'));
  });
});

describe('who may', () => {
  const cancel = (user: string, id: string) => bc.as(user).post(`/records/purchaseDocument/${id}/cancel-approval`);
  /** The ERP says that the status is set, as it was asked to. */
  const isPending = (id: string) => bc.demo.happen('purchaseDocument.modified', id, { status: 'Pending Approval' });

  it.each([
    ['purchaser', 202],
    ['admin', 202],
    ['manager', 409],
    ['director', 409],
  ])('cancel: %s is answered %d', async (user, status) => {
    const id = await sendOrder();
    await isPending(id);
    expect((await cancel(user, id)).status).toBe(status);
    const ended = 'purchaser:canceled manager:canceled director:canceled';
    await bc.stands(id, status === 202 ? ended : 'purchaser:approved manager:open director:created');
  });

  it.each([
    ['purchaser', 200],
    ['manager', 200],
    ['admin', 200],
    ['director', 404],
  ])('delegate: %s is answered %d', async (user, status) => {
    const id = await sendOrder();
    expect((await bc.act(user, id, 'delegate')).status).toBe(status);
  });

  it.each([
    ['manager', 200],
    ['admin', 200],
    ['purchaser', 403],
    ['director', 404],
  ])('approve: %s is answered %d', async (user, status) => {
    const id = await sendOrder();
    expect((await bc.act(user, id, 'approve')).status).toBe(status);
  });
});

describe('workflows', () => {
  it('of customers and of documents are active at once, and each hits its own run', async () => {
    const code = await bc.enable('MS-CUSTAPW');
    const id = await sendOrder();
    expect((await bc.request('purchaser', 'customer/C-1', { fields: { name: 'Adatum' } })).status).toBe(202);
    await bc.stands('customer/C-1', 'manager:open');
    await bc.act('manager', 'customer/C-1', 'approve');
    await bc.stands('customer/C-1', 'manager:approved');
    await bc.stands(id, 'purchaser:approved manager:open director:created');
    const { body } = await bc.as('admin').get('/runs?workflow=CUSTAPW-01');
    expect(body).toMatchObject({ items: [{ workflow: code }] });
  });

  it('that are disabled finish what they have begun', async () => {
    const id = await sendOrder();
    expect((await bc.as('admin').post('/workflows/POAPW-01/disable')).status).toBe(200);
    await bc.act('manager', id, 'approve');
    await bc.stands(id, 'purchaser:approved manager:approved director:open');
    await bc.act('director', id, 'approve');
    await bc.until(async () => bc.commandsFor(id).includes('record.release'));
    const refused = await bc.request('purchaser', 'purchaseDocument/PO-NONE', order(25_000));
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('No approval workflow') } });
    await bc.as('admin').post('/workflows/POAPW-01/enable');
  });

  it('decide by lines: an order of fixed assets is asked about, one of items is not', async () => {
    await bc.as('admin').post('/workflows/POAPW-01/disable');
    const { body } = await bc.as('admin').get('/templates');
    const template = (body as { items: { code: string; definition: { on: object } }[] }).items.find(
      ({ code }) => code === 'MS-POAPW',
    );
    const definition = {
      ...template?.definition,
      code: 'FIXED-ASSETS',
      on: {
        event: 'purchaseDocument.approvalRequested',
        where: { record: { documentType: 'Order', status: 'Open' }, lines: { any: { type: 'Fixed Asset' } } },
      },
    };
    expect((await bc.as('admin').post('/workflows', { definition })).status).toBe(201);
    await bc.as('admin').post('/workflows/FIXED-ASSETS/enable');
    const items = await bc.request('purchaser', 'purchaseDocument/PO-ITEMS', order(9_000));
    expect(items.status).toBe(409);
    const lines = [{ type: 'Item' }, { type: 'Fixed Asset', amount: 9_000 }];
    expect((await bc.request('purchaser', 'purchaseDocument/PO-ASSETS', order(9_000, lines))).status).toBe(202);
    await bc.stands('PO-ASSETS', 'purchaser:approved manager:open director:created');
    await bc.as('admin').post('/workflows/FIXED-ASSETS/disable');
    await bc.as('admin').post('/workflows/POAPW-01/enable');
  });

  it('that ship with the product are neither changed nor deleted', async () => {
    expect((await bc.as('admin').delete('/workflows/MS-POAPW')).status).toBe(404);
    const steps = [{ do: 'notifications.nothing' }];
    const definition = { code: 'MS-POAPW', kind: 'approval', on: { event: 'item.created' }, steps };
    expect((await bc.as('admin').post('/workflows', { definition })).status).toBe(409);
  });

  it('refuse a due date formula that is negative', async () => {
    const definition = {
      code: 'NEGATIVE',
      kind: 'approval',
      on: { event: 'vendor.approvalRequested' },
      steps: [{ do: 'approvals.create', with: { dueDateFormula: '-1D' } }, { do: 'approvals.send' }],
    };
    const answer = await bc.as('admin').post('/workflows', { definition });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        problems: expect.arrayContaining([expect.objectContaining({ pointer: '/steps/0/with/dueDateFormula' })]),
      },
    });
  });
});

describe('a field that is changed on a card', () => {
  it.each(['customer', 'vendor'])('of a %s is put back until the change is approved', async (entity) => {
    const definition = {
      code: `NAME-${entity.toUpperCase()}`,
      kind: 'approval',
      on: { event: `${entity}.modified`, where: { change: { field: 'name', is: 'changed' } } },
      steps: [
        { do: 'approvals.resolve', with: { limitType: 'directApprover' } },
        { do: 'records.revertValue', with: { field: 'name' } },
        { do: 'approvals.create' },
        { do: 'approvals.send' },
        {
          id: 'decision',
          when: [
            { event: 'approvalRequest.approved', steps: [{ do: 'records.applyValues' }] },
            { event: 'approvalRequest.rejected', steps: [{ do: 'records.discardValues' }] },
          ],
        },
      ],
    };
    expect((await bc.as('admin').post('/workflows', { definition })).status).toBe(201);
    await bc.as('admin').post(`/workflows/${definition.code}/enable`);
    const id = `${entity}-7`;
    const change = { user: 'purchaser', previous: { fields: { name: 'Old' } } };
    await bc.demo.happen(`${entity}.modified`, id, { name: 'New' }, change);
    await bc.stands(`${entity}/${id}`, 'manager:open');
    await bc.act('manager', `${entity}/${id}`, 'approve');
    await bc.until(async () => bc.commandsFor(id).length === 2);
    const values = bc.commands.filter(({ record }) => record.id === id).map((command) => command.values);
    expect(values).toEqual([{ name: 'Old' }, { name: 'New' }]);
    await bc.as('admin').post(`/workflows/${definition.code}/disable`);
  });
});

describe('a user group', () => {
  it('has exactly one open entry when the numbers differ', async () => {
    const members = ['manager', 'director', 'admin'].map((userId, index) => ({ userId, sequence: index + 1 }));
    expect((await bc.as('admin').put('/user-groups/BOARD', { members })).status).toBe(201);
    const definition = {
      code: 'BY-BOARD',
      kind: 'approval',
      on: { event: 'item.approvalRequested' },
      steps: [
        { do: 'approvals.create', with: { approverType: 'workflowUserGroup', userGroup: 'BOARD' } },
        { do: 'approvals.send' },
        {
          id: 'decision',
          when: [
            { event: 'approvalRequest.approved', where: { request: { pendingApprovals: '0' } }, steps: [] },
            {
              event: 'approvalRequest.approved',
              where: { request: { pendingApprovals: '>0' } },
              steps: [{ do: 'approvals.send' }, { goto: 'decision' }],
            },
          ],
        },
      ],
    };
    expect((await bc.as('admin').post('/workflows', { definition })).status).toBe(201);
    await bc.as('admin').post('/workflows/BY-BOARD/enable');
    expect((await bc.request('purchaser', 'item/1000', { fields: {} })).status).toBe(202);
    await bc.stands('item/1000', 'manager:open director:created admin:created');
    await bc.act('manager', 'item/1000', 'approve');
    await bc.stands('item/1000', 'manager:approved director:open admin:created');
    await bc.act('director', 'item/1000', 'approve');
    await bc.stands('item/1000', 'manager:approved director:approved admin:open');
    await bc.act('admin', 'item/1000', 'approve');
    await bc.stands('item/1000', 'manager:approved director:approved admin:approved');
  });
});
