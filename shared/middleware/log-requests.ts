import type { MiddlewareObj, Request } from '@middy/core';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/**
 * One line per request: route, company, status and duration. Never the path itself, which may hold a link's token, nor headers or bodies.
 * Must be used first, so that it sees every answer.
 */
export function logRequests(ports: { log: Log; clock: Clock }): MiddlewareObj<HttpEvent, HttpAnswer> {
  const startedAt = new WeakMap<HttpEvent, number>();
  const write = ({ event, response }: Request<HttpEvent, HttpAnswer>): void => {
    const started = startedAt.get(event);
    ports.log.info('request', {
      routeKey: event.routeKey,
      requestId: event.requestContext.requestId,
      status: response?.statusCode ?? 500,
      ...(event.pathParameters?.company !== undefined && { company: event.pathParameters.company }),
      ...(started !== undefined && { durationMilliseconds: ports.clock.now() - started }),
    });
  };
  return {
    before({ event }) {
      startedAt.set(event, ports.clock.now());
    },
    after: write,
    onError: write,
  };
}
