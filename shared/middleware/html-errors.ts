import type { MiddlewareObj } from '@middy/core';
import type { Log } from '../ports/log.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/** Answers faults of a page with one calm page that gives nothing away. */
export function htmlErrors(
  log: Log,
  page: { headers: Readonly<Record<string, string>>; body: string },
): MiddlewareObj<HttpEvent, HttpAnswer> {
  return {
    onError(request) {
      const { routeKey, requestContext } = request.event;
      log.error('A page could not be shown.', request.error, { routeKey, requestId: requestContext.requestId });
      request.response = { statusCode: 500, headers: page.headers, body: page.body };
    },
  };
}
