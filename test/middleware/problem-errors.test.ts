import middy from '@middy/core';
import { expect, test } from 'vitest';
import type { HttpAnswer, HttpEvent } from '../../shared/middleware/http-event.ts';
import { HttpProblem, problemOf } from '../../shared/middleware/http-problem.ts';
import { problemErrors } from '../../shared/middleware/problem-errors.ts';
import { securityHeaders } from '../../shared/middleware/security-headers.ts';
import { InvalidCursorError } from '../../shared/ports/item-store.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { CONTEXT, httpEventOf } from './http-event-of.ts';

async function answerTo(error: unknown) {
  const log = createSilentLog();
  const handler = middy<HttpEvent, HttpAnswer>()
    .use(securityHeaders())
    .use(problemErrors(log))
    .handler(async () => {
      throw error;
    });
  const answer: HttpAnswer = await handler(httpEventOf(), CONTEXT);
  return { answer, problem: JSON.parse(answer.body ?? ''), logged: log.errors };
}

test('a fault tells the caller nothing but the request id, and the log everything', async () => {
  const fault = new Error('password of the database is hunter2');
  const { answer, problem, logged } = await answerTo(fault);
  expect(answer.statusCode).toBe(500);
  expect(answer.headers?.['content-type']).toBe('application/problem+json');
  expect(problem).toMatchObject({ status: 500, title: 'Internal Server Error', requestId: 'request-1' });
  expect(answer.body).not.toContain('hunter2');
  expect(logged).toEqual([fault]);
});

test('a refusal is answered as it is and not logged as a fault', async () => {
  const refusal = new HttpProblem(problemOf(401, 'unauthenticated', { detail: 'No.' }), {
    'www-authenticate': 'Bearer',
  });
  const { answer, problem, logged } = await answerTo(refusal);
  expect(answer.statusCode).toBe(401);
  expect(answer.headers?.['www-authenticate']).toBe('Bearer');
  expect(problem).toEqual({
    type: 'urn:werkstroom:problem:unauthenticated',
    title: 'Unauthorized',
    status: 401,
    detail: 'No.',
  });
  expect(logged).toEqual([]);
});

test.each([
  [new InvalidCursorError('internal detail'), 400],
  [new ThrottledError('internal detail'), 503],
])('%s is translated by its name and its message stays inside', async (error, status) => {
  const { answer } = await answerTo(error);
  expect(answer.statusCode).toBe(status);
  expect(answer.body).not.toContain('internal detail');
});

test('errors carry the security headers too', async () => {
  const { answer } = await answerTo(new Error('x'));
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  });
});
