import { describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../../shared/middleware/body-text.ts';
import type { HttpEvent } from '../../shared/middleware/http-event.ts';
import { HttpProblem } from '../../shared/middleware/http-problem.ts';
import { jsonBody } from '../../shared/middleware/json-body.ts';
import { httpEventOf } from './http-event-of.ts';

function read(body: string, parts: Partial<HttpEvent> = {}): unknown {
  return jsonBody(httpEventOf({ headers: { 'content-type': 'application/json' }, body, ...parts }));
}

function refusalOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof HttpProblem) return error.details;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('the JSON of a body', () => {
  test('is read, also from base64', () => {
    expect(read('{"a":1}')).toEqual({ a: 1 });
    const body = Buffer.from('{"a":"é"}').toString('base64');
    expect(read(body, { isBase64Encoded: true })).toEqual({ a: 'é' });
  });

  test('is absent when there is no body, whatever its type is said to be', () => {
    expect(read('', { headers: {} })).toBeUndefined();
  });

  test('may be declared with a charset or as another kind of JSON', () => {
    expect(read('1', { headers: { 'content-type': 'application/json; charset=utf-8' } })).toBe(1);
    expect(read('1', { headers: { 'content-type': 'application/merge-patch+json' } })).toBe(1);
  });

  test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'is refused with 415 when it is declared as %s',
    (type) => {
      expect(refusalOf(() => read('{}', { headers: { 'content-type': type } })).status).toBe(415);
    },
  );

  test('is refused with 400 and its place when it is malformed', () => {
    const problem = refusalOf(() => read('{\n"a": x}'));
    expect(problem.status).toBe(400);
    expect(problem.detail).toContain('line 2, column 6');
  });

  test('is refused with 413 when it is too large, measured in bytes and before it is decoded', () => {
    const text = JSON.stringify('é'.repeat(MAX_BODY_BYTES / 2));
    expect(text.length).toBeLessThan(MAX_BODY_BYTES);
    expect(refusalOf(() => read(text)).status).toBe(413);
  });

  test('is refused with 400 when its bytes are not UTF-8', () => {
    const body = Buffer.from([0x22, 0xff, 0x22]).toString('base64');
    expect(refusalOf(() => read(body, { isBase64Encoded: true })).status).toBe(400);
  });
});
