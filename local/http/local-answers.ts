import { STATUS_CODES } from 'node:http';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';

/** A JSON answer that nobody keeps. */
export function jsonAnswer(
  statusCode: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** RFC 9457 problem details. */
export function problem(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail }),
  };
}

/** A page of the runtime's own. */
export function htmlAnswer(body: string, statusCode = 200): HttpAnswer {
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body,
  };
}
