import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BusinessCentral, startBusinessCentral } from './business-central.ts';
import { order, sendOrder } from './orders.ts';

/** What Business Central's own public tests check of workflows (domain 8), on the running runtime, through the public API only. */
let bc: BusinessCentral;

beforeAll(async () => {
  bc = await startBusinessCentral();
});

afterAll(async () => {
  expect(bc.demo.errors).toEqual([]);
  await bc.stop();
});

describe('workflows', () => {
  it('of customers and of documents are active at once, and each hits its own run', async () => {
    const code = await bc.enable('MS-CUSTAPW');
    const id = await sendOrder(bc);
    expect((await bc.request('purchaser', 'customer/C-1', { fields: { name: 'Adatum' } })).status).toBe(202);
    await bc.stands('customer/C-1', 'manager:open');
    await bc.act('manager', 'customer/C-1', 'approve');
    await bc.stands('customer/C-1', 'manager:approved');
    await bc.stands(id, 'purchaser:approved manager:open director:created');
    const { body } = await bc.as('admin').get('/runs?workflow=CUSTAPW-01');
    expect(body).toMatchObject({ items: [{ workflow: code }] });
  });

  it('that are disabled finish what they have begun', async () => {
    const id = await sendOrder(bc);
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
    expect((await bc.as('admin').delete('/workflows/MS-POAPW')).status).toBe(409);
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
