import { describe, expect, it } from 'vitest';
import { createLocalSourceClients } from '../../../local/identity/local-source-clients.ts';
import { LOCAL_ISSUER, openLocalTokens, TOKEN_SECONDS } from '../../../local/identity/local-tokens.ts';
import { tokenRoutes } from '../../../local/identity/token-routes.ts';
import { memberItems } from '../../../shared/repositories/company-items.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';
import { createMemoryItemStore } from '../../support/memory-item-store.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

/** The development identity provider with the member `manager` of `cronus` and the client of a source. */
async function createProvider() {
  const clock = createJumpingClock();
  const secrets = createMemorySecrets();
  const store = createMemoryItemStore({ clock });
  const clients = createLocalSourceClients({ secrets, ids: createSeededIdSource() });
  const tokens = await openLocalTokens({ secrets, clock });
  const member = { company: 'cronus', userId: 'manager', email: 'm@cronus.example', roles: ['approver'] as const };
  await store.write([memberItems.create({ ...member, issuer: LOCAL_ISSUER, subject: 'subject-of-manager' })]);
  const routes = tokenRoutes({ store, tokens, accepts: clients.accepts });
  return {
    clock,
    secrets,
    tokens,
    client: await clients.create('cronus', 'erp'),
    clients,
    async call(method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}) {
      const route = routes.find((one) => one.method === method && one.path.test(path));
      const match = route?.path.exec(path);
      if (!route || !match) throw new Error(`There is no ${method} ${path}.`);
      const request = { method, url: path, headers, body: Buffer.from(body), requestId: 'r', sourceIp: '', at: 0 };
      const answer = await route.answer(request, match);
      return { status: answer.statusCode, headers: answer.headers ?? {}, body: JSON.parse(answer.body ?? 'null') };
    },
  };
}

describe('the token of a member', () => {
  it('says who they are and is good for eight hours', async () => {
    const { call, tokens, clock } = await createProvider();
    const { status, headers, body } = await call('POST', '/local/token', '{"user":"manager","company":"cronus"}');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(await tokens.verify(body.token)).toMatchObject({ sub: 'subject-of-manager', iss: LOCAL_ISSUER });
    expect(await tokens.verify(body.token, 'cronus')).toMatchObject({ iss: LOCAL_ISSUER });
    expect((await tokens.verify(body.token, 'other'))?.iss).not.toBe(LOCAL_ISSUER);
    await clock.advance(TOKEN_SECONDS * 1_000 - 1);
    expect(await tokens.verify(body.token)).toBeDefined();
    await clock.advance(60_000);
    expect(await tokens.verify(body.token)).toBeUndefined();
  });

  it.each([
    ['{"user":"nobody","company":"cronus"}', 404],
    ['{"user":"manager","company":"other"}', 404],
    ['{"user":"manager"}', 422],
    ['{"user":7,"company":"cronus"}', 422],
    ['[]', 422],
    ['{"user":', 400],
    ['', 400],
  ])('is not given for %s', async (asked, expected) => {
    const { call } = await createProvider();
    const { status, headers } = await call('POST', '/local/token', asked);
    expect(status).toBe(expected);
    expect(headers['content-type']).toBe('application/problem+json');
  });

  it('is good after a restart, and not with the key of another data folder', async () => {
    const { call, clock, secrets } = await createProvider();
    const { body } = await call('POST', '/local/token', '{"user":"manager","company":"cronus"}');
    expect(await (await openLocalTokens({ secrets, clock })).verify(body.token)).toBeDefined();
    expect(await (await openLocalTokens({ secrets: createMemorySecrets(), clock })).verify(body.token)).toBeUndefined();
  });
});

describe('a token that somebody made up', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each<readonly [string, (good: string) => string]>([
    ['nothing', () => ''],
    ['no token', () => 'a.b.c'],
    ['one without a signature', (good) => `${part({ alg: 'none' })}.${good.split('.')[1]}.`],
    ['one with other claims', (good) => [good.split('.')[0], part({ sub: 'admin' }), good.split('.')[2]].join('.')],
    ['one of another kind of key', (good) => `${part({ alg: 'HS256' })}.${good.split('.').slice(1).join('.')}`],
  ])('is not accepted: %s', async (_what, forge) => {
    const { tokens } = await createProvider();
    expect(await tokens.verify(forge(await tokens.issue({ subject: 'manager' })))).toBeUndefined();
  });
});

describe('the token of a source', () => {
  const grant = 'grant_type=client_credentials';

  it.each(['body', 'header'])('is given for its credentials in the %s', async (place) => {
    const { call, client, tokens } = await createProvider();
    const { clientId, clientSecret } = client;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const form = `${grant}&client_id=${clientId}&client_secret=${clientSecret}`;
    const { status, body } =
      place === 'body'
        ? await call('POST', '/local/oauth2/token', form)
        : await call('POST', '/local/oauth2/token', grant, { authorization: `Basic ${basic}` });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: TOKEN_SECONDS });
    expect(await tokens.verify(body.access_token)).toMatchObject({ sub: clientId, client_id: clientId });
  });

  it('is not given for other credentials, in the words of OAuth', async () => {
    const { call, client } = await createProvider();
    for (const form of [
      `${grant}&client_id=${client.clientId}&client_secret=wrong`,
      `${grant}&client_id=nobody&client_secret=${client.clientSecret}`,
      `${grant}&client_id=../identity/signing-key&client_secret=x`,
      grant,
    ]) {
      const { status, body, headers } = await call('POST', '/local/oauth2/token', form);
      expect([status, body]).toEqual([401, { error: 'invalid_client' }]);
      expect(headers['www-authenticate']).toBe('Basic');
    }
    const other = await call('POST', '/local/oauth2/token', 'grant_type=password');
    expect([other.status, other.body]).toEqual([400, { error: 'unsupported_grant_type' }]);
  });

  it('is not given any more when its client was removed', async () => {
    const { call, client, clients } = await createProvider();
    await clients.remove(client.clientId);
    const form = `${grant}&client_id=${client.clientId}&client_secret=${client.clientSecret}`;
    expect((await call('POST', '/local/oauth2/token', form)).status).toBe(401);
  });
});

it('publishes the public half of its key only', async () => {
  const { call } = await createProvider();
  const { body } = await call('GET', '/local/.well-known/jwks.json');
  expect(body.keys).toHaveLength(1);
  expect(Object.keys(body.keys[0]).sort()).toEqual(['alg', 'crv', 'kty', 'use', 'x', 'y']);
});
