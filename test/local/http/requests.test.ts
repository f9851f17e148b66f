import { describe, expect, it } from 'vitest';
import { type HttpHandler, type LocalRoute, requestAnswerer } from '../../../local/http/answer-request.ts';
import { type Route, routeTable } from '../../../local/http/route-table.ts';
import { flattened, type LocalRequest, toHttpEvent } from '../../../local/http/to-http-event.ts';
import type { HttpEvent } from '../../../shared/middleware/http-event.ts';
import { createSilentLog } from '../../support/silent-log.ts';

function requestOf(parts: Partial<LocalRequest> = {}): LocalRequest {
  const { headers = {}, body = Buffer.alloc(0) } = parts;
  return { method: 'GET', url: '/', requestId: 'request-1', sourceIp: '127.0.0.1', at: 0, ...parts, headers, body };
}

type Feed = Route<string>['feed'];

function feed(method: Feed['method'], path: string, access: Feed['access'] = 'public'): Feed {
  return { kind: 'http', method, path, access };
}

describe('a route', () => {
  const routes = [
    feed('GET', '/a/{id}'),
    feed('GET', '/a/special'),
    feed('POST', '/a/{id}'),
    feed('HEAD', '/a/{id}/head'),
    feed('GET', '/a/{id}/head'),
  ].map((one) => ({ feed: one, handler: `${one.method} ${one.path}` }));
  const found = (method: string, path: string) => {
    const match = routeTable(routes)({ method, path });
    return match.kind === 'found' ? [match.route.handler, match.parameters] : match;
  };

  it.each<readonly [string, string, string, unknown]>([
    ['by its name', 'GET', '/a/1', ['GET /a/{id}', { id: '1' }]],
    ['by a literal name before a parameter', 'GET', '/a/special', ['GET /a/special', {}]],
    ['by another method of the same address', 'POST', '/a/special', ['POST /a/{id}', { id: 'special' }]],
    ['HEAD by GET', 'HEAD', '/a/1', ['GET /a/{id}', { id: '1' }]],
    ['HEAD by HEAD where it is declared', 'HEAD', '/a/1/head', ['HEAD /a/{id}/head', { id: '1' }]],
    ['with a parameter that is decoded once', 'GET', '/a/x%2Fy%252F', ['GET /a/{id}', { id: 'x/y%2F' }]],
    ['with a parameter that can not be decoded', 'GET', '/a/%zz', ['GET /a/{id}', { id: '%zz' }]],
    ['not with an empty parameter', 'GET', '/a/', { kind: 'none' }],
    ['not with a slash too many', 'GET', '/a/1/', { kind: 'none' }],
    ['not in other letters', 'GET', '/A/1', { kind: 'none' }],
    ['not by another method', 'DELETE', '/a/1', { kind: 'other-method', allowed: ['GET', 'POST'] }],
    ['not by a method that nobody knows', 'BREW', '/a/1/head', { kind: 'other-method', allowed: ['GET', 'HEAD'] }],
    ['not where there is none', 'GET', '/b', { kind: 'none' }],
  ])('is found %s', (_how, method, path, expected) => {
    expect(found(method, path)).toEqual(expected);
  });
});

describe('the event that a request becomes', () => {
  const eventOf = (parts: Partial<LocalRequest>, claims?: Record<string, unknown>) =>
    toHttpEvent(requestOf(parts), { routeKey: 'GET /', parameters: {}, ...(claims && { claims }) });

  it('has path and query as they came, and the values of a name joined by commas', () => {
    expect(eventOf({ url: '/a%20b?x=1&y=%2C&x=2&z' })).toMatchObject({
      version: '2.0',
      rawPath: '/a%20b',
      rawQueryString: 'x=1&y=%2C&x=2&z',
      queryStringParameters: { x: '1,2', y: ',', z: '' },
    });
  });

  it('has no body, query, parameters and claims where there are none', () => {
    const event = eventOf({});
    expect(Object.keys(event).sort()).toEqual(
      ['headers', 'isBase64Encoded', 'rawPath', 'rawQueryString', 'requestContext', 'routeKey', 'version'].sort(),
    );
    expect(event.requestContext.authorizer).toBeUndefined();
  });

  it.each([
    ['application/json', 'text'],
    ['application/problem+json; charset=utf-8', 'text'],
    ['application/x-www-form-urlencoded', 'text'],
    ['text/csv', 'text'],
    ['application/xml', 'text'],
    ['application/octet-stream', 'base64'],
    ['image/png', 'base64'],
    ['multipart/form-data; boundary=x', 'base64'],
  ])('has a body of %s as %s', (type, form) => {
    const event = eventOf({ headers: { 'content-type': type }, body: Buffer.from('Søren') });
    expect(event.isBase64Encoded).toBe(form === 'base64');
    expect(Buffer.from(event.body ?? '', form === 'text' ? 'utf8' : 'base64').toString()).toBe('Søren');
  });

  it('has every byte of a body that only claims to be text', () => {
    const body = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const event = eventOf({ headers: { 'content-type': 'application/json' }, body });
    expect(event.isBase64Encoded).toBe(true);
    expect(Buffer.from(event.body ?? '', 'base64')).toEqual(body);
  });

  it('has claims as texts, lists in brackets, as API Gateway does it', () => {
    const claims = { sub: 'manager', exp: 1772442000, admin: true, groups: ['a', 'b'], nested: { x: 1 }, none: null };
    expect(flattened(claims)).toEqual({
      sub: 'manager',
      exp: '1772442000',
      admin: 'true',
      groups: '[a b]',
      nested: '{"x":1}',
      none: 'null',
    });
    expect(eventOf({}, claims).requestContext.authorizer?.jwt?.claims.exp).toBe('1772442000');
  });
});

describe('a request', () => {
  const events: HttpEvent[] = [];
  const handler: HttpHandler = async (event) => {
    events.push(event);
    return { statusCode: 200, body: 'function' };
  };
  const log = createSilentLog();
  const local: LocalRoute = {
    method: 'GET',
    path: /^\/local\/(\w+)$/,
    async answer(_request, match) {
      if (match[1] === 'broken') throw new Error('secret');
      return { statusCode: 200, body: match[1] ?? '' };
    },
  };
  const answer = requestAnswerer({
    routes: [
      { feed: feed('GET', '/api/{id}', 'member'), handler },
      { feed: feed('POST', '/webhooks/{id}'), handler },
    ],
    localRoutes: [local],
    verifyToken: async (token) => (token === 'good' ? { sub: 'manager', iat: 1 } : undefined),
    log,
  });

  it.each<readonly [string, Partial<LocalRequest>, number, Readonly<Record<string, string>>]>([
    ['without a token', { url: '/api/1' }, 401, { 'www-authenticate': 'Bearer' }],
    [
      'with a bad token',
      { url: '/api/1', headers: { authorization: 'Bearer bad' } },
      401,
      { 'www-authenticate': 'Bearer error="invalid_token"' },
    ],
    ['with another kind of credentials', { url: '/api/1', headers: { authorization: 'Basic good' } }, 401, {}],
    ['with a good token', { url: '/api/1?x=1', headers: { authorization: 'bearer good' } }, 200, {}],
    ['for a public route', { method: 'POST', url: '/webhooks/1' }, 200, {}],
    ['with another method', { url: '/webhooks/1' }, 405, { allow: 'POST' }],
    ['for nothing', { url: '/nothing' }, 404, {}],
    ['with the address of another server in it', { url: 'http://x/api/1' }, 404, {}],
    ['for a local route', { url: '/local/page?x=1' }, 200, {}],
    ['with HEAD for a local route', { method: 'HEAD', url: '/local/page' }, 200, {}],
    ['with POST for a local page', { method: 'POST', url: '/local/page' }, 404, {}],
    ['that meets a fault', { url: '/local/broken' }, 500, {}],
  ])('%s', async (_what, parts, status, headers) => {
    const { statusCode, headers: given = {}, body } = await answer(requestOf(parts));
    expect(statusCode).toBe(status);
    expect(given).toMatchObject(headers);
    expect(body).not.toContain('secret');
  });

  it.each([
    ['127.0.0.1:4000', 200],
    ['localhost:4000', 200],
    ['[::1]:4000', 200],
    ['LOCALHOST', 200],
    ['evil.example:4000', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost.evil.example:4000', 403],
    ['', 403],
  ])('for a local route under the name %j is answered %i', async (host, status) => {
    expect((await answer(requestOf({ url: '/local/page', headers: { host } }))).statusCode).toBe(status);
    const webhook = requestOf({ method: 'POST', url: '/webhooks/1', headers: { host } });
    expect((await answer(webhook)).statusCode).toBe(200);
  });

  it('brings the claims of its token to the function', async () => {
    await answer(requestOf({ url: '/api/7', headers: { authorization: 'Bearer good' } }));
    expect(events.at(-1)).toMatchObject({
      routeKey: 'GET /api/{id}',
      pathParameters: { id: '7' },
      requestContext: { authorizer: { jwt: { claims: { sub: 'manager', iat: '1' } } } },
    });
  });
});
