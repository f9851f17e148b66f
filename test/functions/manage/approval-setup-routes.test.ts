import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiFixture, createApi } from './api-fixture.ts';

let api: ApiFixture;
const as = 'admin';

beforeEach(async () => {
  api = await createApi();
  for (const userId of ['u1', 'u2', 'u3']) await api.addMember(userId);
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const put = (route: string, body: object) => api.call({ route: `PUT ${route}`, as, body });

/** `u1` (500) -> `u2` (1000.50) -> `u3` (unlimited, for everything). */
async function addChain() {
  await put('/approval-users/u3', { unlimitedSales: true, unlimitedPurchase: true, unlimitedRequest: true });
  await put('/approval-users/u2', { approverId: 'u3', purchaseLimit: 1000.5, salesLimit: 2, requestLimit: 2 });
  await put('/approval-users/u1', { approverId: 'u2', purchaseLimit: 500, salesLimit: 1, requestLimit: 1 });
}

describe('approval users', () => {
  test.each([
    ['a limit below 0', { salesLimit: -1 }, '/salesLimit'],
    ['a limit beside unlimited', { salesLimit: 5, unlimitedSales: true }, '/salesLimit'],
    ['the user as own approver', { approverId: 'u1' }, '/approverId'],
    ['the user as own substitute', { substituteId: 'u1' }, '/substituteId'],
    ['an approver who has no row', { approverId: 'u9' }, '/approverId'],
    ['an e-mail address that is none', { email: 'x' }, '/email'],
    ['a phone number with letters', { phone: 'call me' }, '/phone'],
    ['the salesperson code of somebody else', { salespersonCode: 'S2' }, '/salespersonCode'],
    ['a second administrator', { administrator: true }, '/administrator'],
    [
      'an absence that ends before it begins',
      { absences: [{ from: '2026-03-02', to: '2026-03-01' }] },
      '/absences/0/to',
    ],
  ])('are refused with %s', async (_title, body, pointer) => {
    await put('/approval-users/u2', { salespersonCode: 'S2', administrator: true });
    const answer = await put('/approval-users/u1', body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('may have limits with cents, absences and a phone number', async () => {
    const body = { salesLimit: 99.95, absences: [{ from: '2026-07-01', to: '2026-07-21' }], phone: '+31 20 123' };
    expect(await put('/approval-users/u1', body)).toMatchObject({ status: 201, body });
  });

  test('stay while a user group names them', async () => {
    await put('/approval-users/u1', {});
    await put('/user-groups/TEAM', { members: [{ userId: 'u1' }] });
    const answer = await api.call({ route: 'DELETE /approval-users/u1', as });
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('TEAM') } });
  });
});

describe('the test of the setup', () => {
  test('finds nothing in a good one', async () => {
    await addChain();
    expect((await api.call({ route: 'GET /approval-setup-test', as })).body).toEqual({ items: [] });
  });

  test('finds what would keep requests from being approved', async () => {
    await put('/approval-users/u1', { purchaseLimit: 5 });
    await put('/approval-users/u2', { approverId: 'u1', purchaseLimit: 5 });
    await put('/approval-users/u1', { approverId: 'u2', purchaseLimit: 5 });
    const { body } = await api.call({ route: 'GET /approval-setup-test', as });
    expect(body.items).toContainEqual(expect.objectContaining({ kind: 'sales', code: 'nobody-unlimited' }));
    expect(body.items).toContainEqual({
      kind: 'purchase',
      code: 'circle',
      userId: 'u1',
      detail: 'The chain runs in a circle: u1 > u2 > u1.',
    });
    await put('/approval-users/u3', { unlimitedPurchase: true });
    await put('/approval-users/u2', { approverId: 'u3', purchaseLimit: 5 });
    const second = await api.call({ route: 'GET /approval-setup-test', as });
    const purchases = (second.body.items as { kind: string }[]).filter(({ kind }) => kind === 'purchase');
    expect(purchases).toMatchObject([{ code: 'limit-not-higher', userId: 'u1' }]);
  });
});

describe('import and export', () => {
  test('as CSV is a round trip, in any order of rows and columns', async () => {
    await addChain();
    await put('/approval-users/u3', { unlimitedSales: true, phone: '=1+1', email: 'a@b.c', salespersonCode: 'A,"B"' });
    const { body } = await api.call({ route: 'GET /approval-users-export', as });
    expect(body.csv).toContain(`"A,""B"""`);
    expect(body.csv).toContain(`'=1+1`);
    const again = await api.call({ route: 'POST /approval-users-import', as, body: { csv: body.csv } });
    expect(again.body.rows).toMatchObject([
      { userId: 'u1', outcome: 'unchanged' },
      { userId: 'u2', outcome: 'unchanged' },
      { userId: 'u3', outcome: 'unchanged' },
    ]);
  });

  test('a dry run says what would become of each row and changes nothing', async () => {
    const csv = 'userId,approverId,unlimitedSales\r\nu1,u2,no\r\nu2,,yes\r\n';
    const dry = await api.call({ route: 'POST /approval-users-import', as, body: { csv, dryRun: true } });
    expect(dry.body).toMatchObject({ saved: false, rows: [{ outcome: 'added' }, { outcome: 'added' }] });
    expect((await api.call({ route: 'GET /approval-users', as })).body.items).toEqual([]);
    const real = await api.call({ route: 'POST /approval-users-import', as, body: { csv } });
    expect(real.body).toMatchObject({ saved: true });
    expect((await api.call({ route: 'GET /approval-users/u1', as })).body).toMatchObject({ approverId: 'u2' });
  });

  test('a CSV changes what it has a column for: absences and other columns stay, an empty cell clears', async () => {
    const absences = [{ from: '2026-07-01', to: '2026-07-14' }];
    await put('/approval-users/u2', { unlimitedSales: true });
    await put('/approval-users/u1', { approverId: 'u2', salesLimit: 500, purchaseLimit: 7, absences });
    const csv = 'userId,salesLimit,purchaseLimit\r\nu1,900,\r\n';
    const answer = await api.call({ route: 'POST /approval-users-import', as, body: { csv } });
    expect(answer.body).toMatchObject({ saved: true, rows: [{ userId: 'u1', outcome: 'changed' }] });
    const { body } = await api.call({ route: 'GET /approval-users/u1', as });
    expect(body).toMatchObject({ approverId: 'u2', salesLimit: 900, absences });
    expect(body.purchaseLimit ?? 0).toBe(0);
  });

  test('one bad row keeps all of them out', async () => {
    const users = [
      { userId: 'u1', approverId: 'u2' },
      { userId: 'u2', salesLimit: -1 },
      { userId: 'who' },
      { userId: 'u1' },
    ];
    const answer = await api.call({ route: 'POST /approval-users-import', as, body: { users } });
    expect(answer.body).toMatchObject({
      saved: false,
      rows: [
        { outcome: 'added' },
        { outcome: 'refused', errors: [{ pointer: '/salesLimit' }] },
        { outcome: 'refused', errors: [{ pointer: '/userId' }] },
        { outcome: 'refused', errors: [{ pointer: '/userId' }] },
      ],
    });
    expect((await api.call({ route: 'GET /approval-users', as })).body.items).toEqual([]);
  });

  test('a CSV that can not be read is pointed at', async () => {
    const unknown = await api.call({ route: 'POST /approval-users-import', as, body: { csv: 'userId,boss\r\nu1,u2' } });
    expect(unknown).toMatchObject({ status: 422, body: { detail: expect.stringContaining('boss') } });
    const bad = await api.call({
      route: 'POST /approval-users-import',
      as,
      body: { csv: 'userId,salesLimit\nu1,much' },
    });
    expect(bad.body).toMatchObject({ rows: [{ outcome: 'refused', errors: [{ pointer: '/salesLimit' }] }] });
  });
});

describe('user groups', () => {
  beforeEach(addChain);

  test('are added, shown, listed, changed and removed', async () => {
    const body = { description: 'Board', members: [{ userId: 'u1' }, { userId: 'u2', sequence: 4 }, { userId: 'u3' }] };
    const members = [
      { userId: 'u1', sequence: 1 },
      { userId: 'u2', sequence: 4 },
      { userId: 'u3', sequence: 5 },
    ];
    expect(await put('/user-groups/BOARD', body)).toMatchObject({ status: 201, body: { code: 'BOARD', members } });
    expect(await put('/user-groups/BOARD', body)).toMatchObject({ status: 200 });
    expect((await api.call({ route: 'GET /user-groups', as })).body.items).toMatchObject([{ code: 'BOARD' }]);
    const levels = [{ sequence: 1, needs: 'any' }];
    expect(await put('/user-groups/BOARD', { ...body, levels })).toMatchObject({ status: 200, body: { levels } });
    expect((await api.call({ route: 'DELETE /user-groups/BOARD', as })).status).toBe(204);
    expect((await api.call({ route: 'GET /user-groups/BOARD', as })).status).toBe(404);
    expect((await api.call({ route: 'DELETE /user-groups/BOARD', as })).status).toBe(404);
  });

  test.each([
    ['somebody without approval user setup', { members: [{ userId: 'admin' }] }, '/members/0/userId'],
    ['somebody twice', { members: [{ userId: 'u1' }, { userId: 'u1' }] }, '/members/1/userId'],
    [
      'a rule for a level that nobody is on',
      { members: [{ userId: 'u1' }], levels: [{ sequence: 2, needs: 'all' }] },
      '/levels/0/sequence',
    ],
    [
      'a level that needs more than it has',
      { members: [{ userId: 'u1' }], levels: [{ sequence: 1, needs: 2 }] },
      '/levels/0/needs',
    ],
    [
      'two rules for one level',
      {
        members: [{ userId: 'u1' }],
        levels: [
          { sequence: 1, needs: 1 },
          { sequence: 1, needs: 'all' },
        ],
      },
      '/levels/1/sequence',
    ],
  ])('are refused with %s', async (_title, body, pointer) => {
    expect(await put('/user-groups/X', body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('have codes of at most 20 characters', async () => {
    expect((await put(`/user-groups/${'X'.repeat(21)}`, { members: [] })).status).toBe(400);
  });
});

describe('the approval policy', () => {
  test("is Business Central's until somebody says otherwise", async () => {
    const before = await api.call({ route: 'GET /approval-policy', as });
    expect(before.body).toEqual({ requesterMayApprove: true, commentOnReject: false });
    const policy = { requesterMayApprove: false, workingDays: [1, 2, 3], exchangeRates: { USD: 0.9 } };
    expect(await put('/approval-policy', policy)).toMatchObject({ status: 200, body: policy });
    expect((await api.call({ route: 'GET /approval-policy', as })).body).toEqual({ ...policy, commentOnReject: false });
  });

  test.each([
    ['a day of the week that there is not', { workingDays: [8] }],
    ['a holiday that is no day', { holidays: ['2026-02-30'] }],
    ['a rate of 0', { exchangeRates: { USD: 0 } }],
    ['a currency that is none', { exchangeRates: { dollar: 1 } }],
  ])('is refused with %s', async (_title, body) => {
    expect((await put('/approval-policy', body)).status).toBe(400);
  });
});
