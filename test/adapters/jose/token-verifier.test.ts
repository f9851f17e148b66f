import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenVerifier } from '../../../shared/adapters/jose/token-verifier.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';
import { startTargetServer, type TargetServer } from '../../support/target-server.ts';

const clock = createJumpingClock();
const seconds = () => Math.floor(clock.now() / 1_000);
const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const stranger = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };

let server: TargetServer;
let isUp: boolean;
let verify: ReturnType<typeof createTokenVerifier>;
beforeEach(async () => {
  isUp = true;
  const json =
    (make: () => object): Parameters<typeof startTargetServer>[0][string] =>
    (_request, response) => {
      response.writeHead(isUp ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(make()));
    };
  const keys = json(() => ({ keys: [jwk] }));
  const own = json(() => ({ jwks_uri: `${server.origin}/keys` }));
  server = await startTargetServer({
    '/own/.well-known/openid-configuration': own,
    '/other/.well-known/openid-configuration': own,
    '/keys': keys,
  });
  verify = createTokenVerifier({
    issuers: [{ issuer: `${server.origin}/own` }, { issuer: `${server.origin}/other`, audience: 'werkstroom' }],
    clock,
  });
});
afterEach(() => server.close());

interface Token {
  readonly issuer?: string;
  readonly claims?: Record<string, unknown>;
  readonly expiresAt?: number;
  readonly key?: typeof privateKey;
}

function sign({
  issuer = 'own',
  claims = {},
  expiresAt = seconds() + 600,
  key = privateKey,
}: Token = {}): Promise<string> {
  return new SignJWT({ sub: 'u1', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(`${server.origin}/${issuer}`)
    .setExpirationTime(expiresAt)
    .sign(key);
}

describe('verifying tokens', () => {
  it.each<[string, Token]>([
    ['an access token of our own pool', { claims: { token_use: 'access', client_id: 'c' } }],
    ['a token of the other issuer with our audience', { issuer: 'other', claims: { aud: ['x', 'werkstroom'] } }],
  ])('accepts %s', async (_what, token) => {
    const issuer = `${server.origin}/${token.issuer ?? 'own'}`;
    expect(await verify(await sign(token))).toEqual({ issuer, subject: 'u1' });
  });

  it.each<[string, () => Token]>([
    ['one that has expired', () => ({ expiresAt: seconds() - 6 })],
    ['one that is not valid yet', () => ({ claims: { nbf: seconds() + 60 } })],
    ['one that another key signed', () => ({ key: stranger.privateKey })],
    ['one of an issuer that nobody trusts', () => ({ issuer: 'stranger' })],
    ['an id token of our own pool', () => ({ claims: { token_use: 'id', aud: 'console' } })],
    ['one of the other issuer for somebody else', () => ({ issuer: 'other', claims: { aud: 'else' } })],
    ['one of the other issuer for nobody', () => ({ issuer: 'other' })],
    ['one without a subject', () => ({ claims: { sub: undefined } })],
  ])('refuses %s', async (_what, token) => {
    expect(await verify(await sign(token()))).toBeUndefined();
  });

  it.each(['', 'nonsense', 'a.b.c', 'e30.e30.'])('refuses the text %j', async (token) => {
    expect(await verify(token)).toBeUndefined();
  });

  it('refuses a token that nobody signed, and one that its own public key signed', async () => {
    const [, payload] = (await sign()).split('.');
    const head = (alg: string) => Buffer.from(JSON.stringify({ alg, kid: 'k1' })).toString('base64url');
    expect(await verify(`${head('none')}.${payload}.`)).toBeUndefined();
    const shared = await new SignJWT({ sub: 'u1' })
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .setIssuer(`${server.origin}/own`)
      .setExpirationTime(seconds() + 600)
      .sign(new TextEncoder().encode(JSON.stringify(jwk)));
    expect(await verify(shared)).toBeUndefined();
  });

  it('fetches the keys of an issuer once', async () => {
    for (let n = 0; n < 5; n++) await verify(await sign());
    expect(server.requests.filter((request) => request.endsWith('/keys'))).toHaveLength(1);
  });

  it('asks nobody about a token of a stranger', async () => {
    await verify(await sign({ issuer: 'stranger' }));
    expect(server.requests).toEqual([]);
  });

  it('does not say that a token is invalid while the keys can not be had, and goes on when they can', async () => {
    isUp = false;
    await expect(verify(await sign())).rejects.toThrow();
    isUp = true;
    expect(await verify(await sign())).toBeDefined();
  });
});
