import type { MiddlewareObj } from '@middy/core';
import type { Log } from '../ports/log.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { problemAnswer } from './problem-answer.ts';

/** Answers errors as problem+json; faults are logged with what the caller does not learn. */
export function problemErrors(log: Log): MiddlewareObj<HttpEvent, HttpAnswer> {
  return {
    onError(request) {
      const { routeKey, requestContext } = request.event;
      const answer = problemAnswer(request.error, requestContext.requestId);
      if (answer.statusCode >= 500) {
        log.error('A request failed.', request.error, { routeKey, requestId: requestContext.requestId });
      }
      request.response = answer;
    },
  };
}
