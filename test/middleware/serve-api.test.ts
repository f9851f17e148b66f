import { expect, test } from 'vitest';
import type { OperationId } from '../../shared/contracts/api/routes.ts';
import type { RouteHandlers } from '../../shared/middleware/api-request.ts';
import { serveApi } from '../../shared/middleware/serve-api.ts';
import { rememberAnswers } from '../../shared/usecases/remember-answers.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { CONTEXT, httpEventOf } from './http-event-of.ts';

const clock = createEagerClock();

async function call<Id extends OperationId>(
  operation: { id: Id; routeKey: string; handler: RouteHandlers<Id>[Id] },
  query: Readonly<Record<string, string>> = {},
) {
  const log = createSilentLog();
  const ports = { clock, ids: createSeededIdSource(), store: createMemoryItemStore({ clock }) };
  const serve = serveApi({
    handlers: { [operation.id]: operation.handler },
    identify: async ({ company }) => ({
      kind: 'caller',
      caller: { company, kind: 'member', userId: 'admin', roles: ['admin'] },
    }),
    memory: rememberAnswers(ports),
    log,
    clock,
  });
  const event = httpEventOf({
    routeKey: operation.routeKey,
    queryStringParameters: query,
    pathParameters: { company: 'c', userId: 'u' },
    requestContext: {
      requestId: 'r',
      http: { method: 'GET', path: '/' },
      authorizer: { jwt: { claims: { iss: 'i', sub: 's' } } },
    },
  });
  const answer = await serve(event, CONTEXT);
  return { ...answer, json: JSON.parse(answer.body ?? 'null'), errors: log.errors };
}

const routeKey = 'GET /api/v1/companies/{company}/members/{userId}';
const member = { userId: 'u', email: 'u@c.test', roles: [] as const, issuer: 'i', subject: 's' };

test('fields that the answer does not declare never leave', async () => {
  const body = { ...member, passwordHash: 'hunter2', company: 'c' };
  const answer = await call({ id: 'getMember', routeKey, handler: async () => ({ status: 200 as const, body }) });
  expect(answer.json).toEqual(member);
});

test('an answer without a field that is declared is a fault, told to the log alone', async () => {
  const { email: _, ...incomplete } = member;
  const answer = await call({
    id: 'getMember',
    routeKey,
    handler: async () => ({ status: 200 as const, body: incomplete as typeof member }),
  });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('email');
  expect(answer.errors).toHaveLength(1);
});

test.each([
  [{}, 50],
  [{ limit: '200' }, 200],
  [{ limit: '' }, 50],
])('a list with %j shows at most %i', async (query, expected) => {
  const limits: number[] = [];
  await call(
    {
      id: 'listMembers',
      routeKey: 'GET /api/v1/companies/{company}/members',
      handler: async (request) => {
        limits.push(request.query.limit);
        return { status: 200 as const, body: { items: [] } };
      },
    },
    query,
  );
  expect(limits).toEqual([expected]);
});

test.each(['0', '201', '1.5', 'many'])('a limit of %s is refused', async (limit) => {
  const answer = await call(
    {
      id: 'listMembers',
      routeKey: 'GET /api/v1/companies/{company}/members',
      handler: async () => ({ status: 200 as const, body: { items: [] } }),
    },
    { limit },
  );
  expect(answer).toMatchObject({ statusCode: 400, json: { errors: [{ parameter: 'limit' }] } });
});
