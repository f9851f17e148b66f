import type { Context } from 'aws-lambda';
import type { HttpEvent } from '../../shared/middleware/http-event.ts';

/** A request with nothing special about it. */
export function httpEventOf(parts: Partial<HttpEvent> = {}): HttpEvent {
  return {
    routeKey: 'GET /x',
    rawPath: '/x',
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    requestContext: { requestId: 'request-1', http: { method: 'GET', path: '/x' } },
    ...parts,
  };
}

/** Nothing here reads the context of Lambda. */
export const CONTEXT = {} as Context;
