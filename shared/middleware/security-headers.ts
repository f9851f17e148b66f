import type { MiddlewareObj, Request } from '@middy/core';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/** For answers that are no pages: nothing may be loaded, framed, sniffed or cached. */
const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Adds the security headers that an answer does not set itself, also to errors (so it must be used before `problemErrors`).
 *
 * @param own replaces or adds headers: pages need a policy of their own.
 */
export function securityHeaders(own: Readonly<Record<string, string>> = {}): MiddlewareObj<HttpEvent, HttpAnswer> {
  const add = (request: Request<HttpEvent, HttpAnswer>): void => {
    const { response } = request;
    if (response) request.response = { ...response, headers: { ...HEADERS, ...own, ...response.headers } };
  };
  return { after: add, onError: add };
}
