import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiFixture, createApi } from './api-fixture.ts';

let api: ApiFixture;
beforeEach(async () => {
  api = await createApi();
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const as = 'admin';
const email = 'x@cronus.test';

describe('members', () => {
  test('are added, shown, listed, changed and removed, each with an audit entry', async () => {
    const added = await api.call({ route: 'PUT /members/manager', as, body: { email, roles: ['approver'] } });
    expect(added).toMatchObject({
      status: 201,
      body: { userId: 'manager', issuer: 'https://issuer.test', subject: 'manager', roles: ['approver'] },
    });
    const changed = await api.call({
      route: 'PUT /members/manager',
      as,
      body: { email, roles: ['automate'], subject: 's' },
    });
    expect(changed).toMatchObject({ status: 200, body: { subject: 's' } });
    expect(await api.call({ route: 'GET /members/manager', as })).toMatchObject({ body: { roles: ['automate'] } });
    const list = await api.call({ route: 'GET /members', as });
    expect(list.body.items).toMatchObject([{ userId: 'admin' }, { userId: 'manager' }]);
    expect((await api.call({ route: 'DELETE /members/manager', as })).status).toBe(204);
    expect((await api.call({ route: 'GET /members/manager', as })).status).toBe(404);
    const audit = await api.call({ route: 'GET /audit', as });
    expect(audit.body.items).toMatchObject([
      { action: 'member.removed', actor: 'admin', subject: 'member/manager' },
      { action: 'member.changed' },
      { action: 'member.added' },
    ]);
  });

  test('the same again changes nothing and leaves no second audit entry', async () => {
    const request = { route: 'PUT /members/manager', as, body: { email, roles: ['approver'] } };
    await api.call(request);
    expect((await api.call(request)).status).toBe(200);
    expect((await api.call({ route: 'GET /audit', as })).body.items).toHaveLength(1);
  });

  test('two can not have one subject', async () => {
    const answer = await api.call({ route: 'PUT /members/other', as, body: { email, roles: [], subject: 'admin' } });
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:werkstroom:problem:subject-taken' } });
  });

  test('a changed subject speaks for the member, the old one no longer', async () => {
    await api.call({ route: 'PUT /members/manager', as, body: { email, roles: ['auditor'], subject: 'old' } });
    await api.call({ route: 'PUT /members/manager', as, body: { email, roles: ['auditor'], subject: 'new' } });
    expect((await api.call({ route: 'GET /members', as: 'new' })).status).toBe(200);
    expect((await api.call({ route: 'GET /members', as: 'old' })).status).toBe(404);
  });

  test('the last administrator can neither go nor lose the role, also not when two go at once', async () => {
    const demote = { email, roles: ['auditor'] };
    expect((await api.call({ route: 'PUT /members/admin', as, body: demote })).status).toBe(409);
    expect((await api.call({ route: 'DELETE /members/admin', as })).status).toBe(409);
    await api.addMember('second', ['admin']);
    const answers = await Promise.all([
      api.call({ route: 'DELETE /members/second', as }),
      api.call({ route: 'DELETE /members/admin', as: 'second' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  test('what is wrong with a request is pointed at, all at once', async () => {
    const body = { email: 'no', roles: ['boss'], nickname: 'x' };
    const answer = await api.call({ route: 'PUT /members/manager', as, body });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body.errors).toEqual([
      { pointer: '/email', detail: expect.any(String) },
      { pointer: '/roles/0', detail: expect.any(String) },
      { pointer: '/nickname', detail: 'There is no such member here.' },
    ]);
  });

  test('reserved words are no user ids', async () => {
    const answer = await api.call({ route: 'PUT /members/me', as, body: { email, roles: [] } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter: 'userId' }] } });
  });
});

describe('approval users', () => {
  const put = (userId: string, body: object) => api.call({ route: `PUT /approval-users/${userId}`, as, body });

  beforeEach(async () => {
    for (const userId of ['purchaser', 'manager', 'director']) await api.addMember(userId);
  });

  test('are set up from the top down', async () => {
    expect((await put('director', { unlimitedPurchase: true, administrator: true })).status).toBe(201);
    expect((await put('manager', { approverId: 'director', purchaseLimit: 5000 })).status).toBe(201);
    expect((await put('manager', { approverId: 'director', purchaseLimit: 6000 })).status).toBe(200);
    const list = await api.call({ route: 'GET /approval-users', as });
    expect(list.body.items).toEqual([
      { userId: 'director', unlimitedPurchase: true, administrator: true },
      { userId: 'manager', approverId: 'director', purchaseLimit: 6000 },
    ]);
  });

  test.each([
    [{ approverId: 'director' }, '/approverId', 'director'],
    [{ approverId: 'manager' }, '/approverId', 'somebody else'],
    [{ substituteId: 'manager' }, '/substituteId', 'somebody else'],
    [{ salesLimit: -1 }, '/salesLimit', '"salesLimit" of manager'],
    [{ purchaseLimit: -0.5 }, '/purchaseLimit', '0 or more'],
    [{ requestLimit: 10, unlimitedRequest: true }, '/requestLimit', '"unlimitedRequest"'],
    [{ email: 'nowhere' }, '/email', '"email" of manager'],
  ])('%j is refused and says where and why', async (body, pointer, reason) => {
    const answer = await put('manager', body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(JSON.stringify(answer.body)).toContain('manager');
    expect(String(answer.body.detail)).toContain(reason);
  });

  test('all broken rules are told at once', async () => {
    const answer = await put('manager', { approverId: 'nobody', salesLimit: -1, email: 'x' });
    expect(answer.body.errors).toHaveLength(3);
  });

  test('only members can be set up', async () => {
    expect((await put('stranger', {})).status).toBe(422);
  });

  test('there is one administrator and one owner of a salesperson code, also when two are set at once', async () => {
    const both = (body: object) => Promise.all([put('manager', body), put('director', body)]);
    const statuses = (await both({ administrator: true, salespersonCode: 'JO' })).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 422]);
  });

  test('nobody can be taken away from under those who need them', async () => {
    await put('director', {});
    await put('manager', { approverId: 'director', substituteId: 'director' });
    const answer = await api.call({ route: 'DELETE /approval-users/director', as });
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining('"approverId" of manager') } });
    expect((await api.call({ route: 'DELETE /members/director', as })).status).toBe(409);
    expect((await api.call({ route: 'DELETE /approval-users/manager', as })).status).toBe(204);
    expect((await api.call({ route: 'DELETE /approval-users/director', as })).status).toBe(204);
  });
});

describe('sources', () => {
  const body = { kind: 'standard', commandUrl: 'http://127.0.0.1:4001/commands', allowPrivateAddress: true };

  test('secrets are shown once, and settings change without them', async () => {
    const made = await api.call({ route: 'PUT /sources/erp', as, body });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      webhookUrl: 'http://werkstroom.test/webhooks/cronus/erp',
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      clientId: expect.any(String),
      clientSecret: expect.any(String),
    });
    const changed = await api.call({
      route: 'PUT /sources/erp',
      as,
      body: { ...body, commandUrl: 'http://127.0.0.1:1/x' },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ commandUrl: 'http://127.0.0.1:1/x', clientId: made.body.clientId });
    for (const answer of [
      changed,
      await api.call({ route: 'GET /sources/erp', as }),
      await api.call({ route: 'GET /sources', as }),
    ]) {
      expect(JSON.stringify(answer.body)).not.toMatch(/whsec_|client-secret/);
    }
  });

  test('secrets never reach the items', async () => {
    await api.call({ route: 'PUT /sources/erp', as, body, headers: { 'idempotency-key': 'k' } });
    await api.call({
      route: 'POST /sources/erp/rotate',
      as,
      body: { client: true },
      headers: { 'idempotency-key': 'k' },
    });
    expect(JSON.stringify(api.ports.store.items())).not.toMatch(/whsec_|client-secret/);
  });

  test('a rotation keeps the old signing secret for 24 hours', async () => {
    const made = await api.call({ route: 'PUT /sources/erp', as, body });
    const rotated = await api.call({ route: 'POST /sources/erp/rotate', as });
    expect(rotated.body.secret).not.toBe(made.body.secret);
    expect(rotated.body).not.toHaveProperty('clientSecret');
    const { body: source } = await api.call({ route: 'GET /sources/erp', as });
    const now = api.ports.clock.now();
    const [old, ...others] = source.secrets as { validUntil?: string }[];
    expect(others).toHaveLength(1);
    expect(Date.parse(old?.validUntil ?? '') - now).toBeGreaterThan(23.9 * 3_600_000);
    await api.ports.clock.sleep(25 * 3_600_000);
    await api.call({ route: 'POST /sources/erp/rotate', as });
    const after = (await api.call({ route: 'GET /sources/erp', as })).body.secrets;
    expect(after).toHaveLength(2);
  });

  test('a rotated client speaks for the source, the old one no longer', async () => {
    const made = await api.call({ route: 'PUT /sources/erp', as, body });
    const rotated = await api.call({ route: 'POST /sources/erp/rotate', as, body: { client: true } });
    const ask = (subject: unknown) => api.call({ route: 'GET /runs', as: String(subject) });
    expect((await ask(made.body.clientId)).status).toBe(404);
    expect((await ask(rotated.body.clientId)).status).toBe(200);
  });

  test('two registrations at once make one source with secrets that work', async () => {
    const answers = await Promise.all([1, 2].map(() => api.call({ route: 'PUT /sources/erp', as, body })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    const made = answers.find(({ status }) => status === 201);
    const { body: source } = await api.call({ route: 'GET /sources/erp', as });
    const [version] = source.secrets as { version: number }[];
    expect(await api.ports.secrets.get(`sources/cronus/erp/signing/${version?.version}`)).toBe(made?.body.secret);
  });

  test('a source can not take the name of the platform', async () => {
    expect((await api.call({ route: 'PUT /sources/werkstroom', as, body })).status).toBe(400);
  });
});
