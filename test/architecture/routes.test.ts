import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import { COMPANY_PATH } from '../../shared/contracts/api/route.ts';
import { type NamedRoute, routeList } from '../../shared/contracts/api/routes.ts';
import { ROLES, type Role } from '../../shared/domain/company/company.ts';
import type { HttpEvent } from '../../shared/middleware/http-event.ts';
import { serveApi } from '../../shared/middleware/serve-api.ts';
import {
  memberItems,
  memberSubjectItems,
  sourceClientItems,
  sourceItems,
} from '../../shared/repositories/company-items.ts';
import { identifyCaller } from '../../shared/usecases/identify-caller.ts';
import { rememberAnswers } from '../../shared/usecases/remember-answers.ts';
import { CONTEXT, httpEventOf } from '../middleware/http-event-of.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { createSilentLog } from '../support/silent-log.ts';

const ISSUER = 'https://issuer.test';
const clock = createEagerClock();
const store = createMemoryItemStore({ clock });
const ports = {
  clock,
  store,
  ids: createSeededIdSource(),
  log: createSilentLog(),
  settings: { defaultIssuer: ISSUER },
};
const reached: string[] = [];

/** Stands for every operation: says that somebody came through. */
const handlers = Object.fromEntries(
  routeList.map(({ operationId }) => [
    operationId,
    async () => {
      reached.push(operationId);
      return { refused: { type: 'about:blank', title: 'Reached', status: 418 } };
    },
  ]),
);

const handler = serveApi({
  handlers,
  identify: (bearer) => identifyCaller(ports, bearer),
  memory: rememberAnswers(ports),
  log: ports.log,
  clock,
});

beforeAll(async () => {
  const people: (readonly [string, readonly Role[]])[] = [
    ['nobody', []],
    ...ROLES.map((role) => [role, [role]] as const),
  ];
  for (const company of ['own', 'other']) {
    for (const [name, roles] of people) {
      const userId = `${name}-of-${company}`;
      await store.write([
        memberItems.create({ company, userId, roles, email: 'x@x.test', issuer: ISSUER, subject: userId }),
        memberSubjectItems.create({ company, userId, issuer: ISSUER, subject: userId }),
      ]);
    }
    const clientId = `client-of-${company}`;
    await store.write([
      sourceItems.create({ company, id: 'erp', kind: 'standard', clientId, secretVersions: [] }),
      sourceClientItems.create({ company, clientId, sourceId: 'erp' }),
    ]);
  }
});

/** The status of a call; 418 when it reached its handler, 400 when only its content was wrong. */
async function statusOf(route: NamedRoute, subject: string | undefined, headers: Record<string, string> = {}) {
  const event: HttpEvent = httpEventOf({
    routeKey: `${route.method} ${route.path}`,
    headers,
    pathParameters: { company: 'own', userId: 'u', source: 's', code: 'c', entity: 'e', id: 'i', use: 'x' },
    requestContext: {
      requestId: 'r',
      http: { method: route.method, path: route.path },
      ...(subject !== undefined && { authorizer: { jwt: { claims: { iss: ISSUER, sub: subject } } } }),
    },
  });
  return (await handler(event, CONTEXT)).statusCode;
}

const PAST_AUTHORISATION = [400, 418];
const guarded = routeList.filter(({ access }) => access !== 'public');

describe.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_name, route) => {
  test('wants a token', async () => {
    expect(await statusOf(route, undefined)).toBe(401);
  });

  test.each(['nobody', ...ROLES])('answers the role %s as the table says', async (name) => {
    const allowed = route.access === 'member' || route.access.includes(name as Role);
    const status = await statusOf(route, `${name}-of-own`);
    if (allowed) expect(PAST_AUTHORISATION).toContain(status);
    else expect(status).toBe(403);
  });

  test.each(['nobody', ...ROLES])('does not exist for the role %s of another company', async (name) => {
    expect(await statusOf(route, `${name}-of-other`)).toBe(404);
    expect(await statusOf(route, 'client-of-other')).toBe(404);
    expect(await statusOf(route, 'client-of-other', { 'on-behalf-of': `${name}-of-own` })).toBe(404);
  });

  test('lets a source in for itself only where every member may', async () => {
    const status = await statusOf(route, 'client-of-own');
    if (route.access === 'member') expect(PAST_AUTHORISATION).toContain(status);
    else expect(status).toBe(403);
  });

  test.each(ROLES)(
    'gives a source that speaks for the role %s no more than that, and never the setup',
    async (role) => {
      const status = await statusOf(route, 'client-of-own', { 'on-behalf-of': `${role}-of-own` });
      const setup = role === 'admin' || role === 'designer';
      const allowed = route.access === 'member' || (!setup && route.access.includes(role));
      if (allowed) expect(PAST_AUTHORISATION).toContain(status);
      else expect(status).toBe(403);
    },
  );

  test('lets no member speak for another, nor a source for a stranger', async () => {
    expect(await statusOf(route, 'admin-of-own', { 'on-behalf-of': 'approver-of-own' })).toBe(403);
    expect(await statusOf(route, 'client-of-own', { 'on-behalf-of': 'admin-of-other' })).toBe(403);
  });
});

test('only the document of the API is public', () => {
  const open = routeList.filter(({ access }) => access === 'public').map(({ path }) => path);
  expect(open).toEqual(['/openapi.json', '/workflow.schema.json']);
  expect(guarded.every(({ path }) => path.startsWith(`${COMPANY_PATH}/`))).toBe(true);
});

test('a route that is not in the table is not served', async () => {
  const event = httpEventOf({ routeKey: `GET ${COMPANY_PATH}/secrets` });
  expect((await handler(event, CONTEXT)).statusCode).toBe(404);
});

test('functions are fed by the routes of the table and no others, with the same access', async () => {
  const declared: string[] = [];
  for (const folder of readdirSync(new URL('../../functions/', import.meta.url), { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const module: { default: FunctionDeclaration } = await import(`../../functions/${folder.name}/function.ts`);
    for (const feed of module.default.feeds) {
      if (feed.kind !== 'http' || !(feed.path.startsWith('/api/') || feed.path.endsWith('.json'))) continue;
      declared.push(`${module.default.name} ${feed.method} ${feed.path} ${feed.access}`);
    }
  }
  const table = routeList.map((route) => `${route.function} ${route.method} ${route.path} ${route.access}`);
  expect(declared.toSorted()).toEqual(table.toSorted());
});
