import { expect, test } from 'vitest';
import { routeList } from '../../shared/contracts/api/routes.ts';
import type { Caller } from '../../shared/domain/company/caller.ts';
import type { ApiEvent } from '../../shared/middleware/api-event.ts';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import { HttpProblem, problemOf } from '../../shared/middleware/http-problem.ts';
import { idempotent } from '../../shared/middleware/idempotency.ts';
import { rememberAnswers } from '../../shared/usecases/remember-answers.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { httpEventOf } from './http-event-of.ts';

const admin: Caller = { company: 'c', kind: 'member', userId: 'admin', roles: ['admin'] };

function post(key: string | undefined, parts: Partial<ApiEvent> = {}, operationId = 'createWorkflow'): ApiEvent {
  const route = routeList.find((candidate) => candidate.operationId === operationId);
  return {
    ...httpEventOf({ requestContext: { requestId: 'r', http: { method: 'POST', path: '/x' } }, body: '{"a":1}' }),
    headers: { ...(key !== undefined && { 'idempotency-key': key }) },
    caller: admin,
    ...(route && { route }),
    ...parts,
  };
}

function setUp(answer: () => Promise<HttpAnswer> = async () => ({ statusCode: 201, body: `"${++count}"` })) {
  let calls = 0;
  const clock = createJumpingClock();
  const ports = { clock, ids: createSeededIdSource(), store: createMemoryItemStore({ clock }) };
  const handle = idempotent(rememberAnswers(ports), async () => {
    calls += 1;
    return answer();
  });
  return { handle, clock, calls: () => calls, store: ports.store };
}
let count = 0;

async function statusOf(work: Promise<HttpAnswer>): Promise<number> {
  try {
    return (await work).statusCode;
  } catch (error) {
    if (error instanceof HttpProblem) return error.details.status;
    throw error;
  }
}

test('a repeated request gets the first answer and is not done again', async () => {
  const { handle, calls } = setUp();
  const first = await handle(post('"k"'));
  const second = await handle(post('k'));
  expect(calls()).toBe(1);
  expect(second.body).toBe(first.body);
  expect(second.headers?.['idempotency-replayed']).toBe('true');
});

test('without a key every request is done', async () => {
  const { handle, calls } = setUp();
  await handle(post(undefined));
  await handle(post(undefined));
  expect(calls()).toBe(2);
});

test('refusals are repeated too', async () => {
  const { handle, calls } = setUp(async () => {
    throw new HttpProblem(problemOf(409, 'no'));
  });
  expect(await statusOf(handle(post('k')))).toBe(409);
  expect(await statusOf(handle(post('k')))).toBe(409);
  expect(calls()).toBe(1);
});

test('a fault frees the key, so that a repetition can succeed', async () => {
  let broken = true;
  const { handle } = setUp(async () => {
    if (broken) throw new Error('fault');
    return { statusCode: 200 };
  });
  await expect(handle(post('k'))).rejects.toThrow('fault');
  broken = false;
  expect(await statusOf(handle(post('k')))).toBe(200);
});

test('the same key with another payload is refused with 422', async () => {
  const { handle } = setUp();
  await handle(post('k'));
  expect(await statusOf(handle(post('k', { body: '{"a":2}' })))).toBe(422);
});

test('while the first request runs, the second gets 409', async () => {
  let release = (): void => {};
  const { handle, calls } = setUp(async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return { statusCode: 200 };
  });
  const first = handle(post('k'));
  await expect.poll(calls).toBe(1);
  expect(await statusOf(handle(post('k')))).toBe(409);
  release();
  expect(await statusOf(first)).toBe(200);
});

test('keys of different callers never meet', async () => {
  const { handle, calls } = setUp();
  await handle(post('k'));
  await handle(post('k', { caller: { ...admin, userId: 'designer' } }));
  await handle(post('k', { caller: { ...admin, company: 'other' } }));
  await handle(post('k', { caller: { ...admin, kind: 'source', sourceId: 's' } }));
  expect(calls()).toBe(4);
});

test('an answer with secrets is not kept, and a repetition does not make new ones', async () => {
  const { handle, calls, store } = setUp(async () => ({ statusCode: 200, body: '{"secret":"whsec_x"}' }));
  await handle(post('k', {}, 'rotateSource'));
  expect(await statusOf(handle(post('k', {}, 'rotateSource')))).toBe(409);
  expect(calls()).toBe(1);
  expect(JSON.stringify(store.items())).not.toContain('whsec_x');
});

test('a key is forgotten after 24 hours, and a request that died after a minute', async () => {
  const { handle, clock, calls } = setUp();
  await handle(post('k'));
  await clock.advance(24 * 3_600_000 + 1);
  await handle(post('k'));
  expect(calls()).toBe(2);

  const dying = setUp(() => new Promise(() => {}));
  void dying.handle(post('k'));
  await expect.poll(dying.calls).toBe(1);
  await dying.clock.advance(60_001);
  void dying.handle(post('k'));
  await expect.poll(dying.calls).toBe(2);
});

test.each(['', '"a", "b"', 'a,b', 'x'.repeat(256)])('the key %j is refused with 400', async (key) => {
  expect(await statusOf(setUp().handle(post(key)))).toBe(400);
});
