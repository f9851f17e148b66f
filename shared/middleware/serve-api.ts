import middy from '@middy/core';
import { type NamedRoute, type OperationId, routeList } from '../contracts/api/routes.ts';
import type { Identification, TokenBearer } from '../domain/company/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { type ApiEvent, routeOf } from './api-event.ts';
import { type Refusal, type RouteHandlers, requestOf } from './api-request.ts';
import { authorise } from './authorise.ts';
import { checkInput } from './check-input.ts';
import { findRoute } from './find-route.ts';
import type { HttpAnswer } from './http-event.ts';
import { type AnswerMemory, idempotent } from './idempotency.ts';
import { identifyCaller } from './identify-caller.ts';
import { logRequests } from './log-requests.ts';
import { answerWith } from './problem-answer.ts';
import { problemErrors } from './problem-errors.ts';
import { securityHeaders } from './security-headers.ts';

type Handlers = Partial<RouteHandlers<OperationId>>;

/** Serves the operations that have a handler: who speaks, may they, is the request well-formed, do it, answer in the declared form. */
export function serveApi(api: {
  handlers: Handlers;
  identify: (bearer: TokenBearer) => Promise<Identification>;
  memory: AnswerMemory;
  log: Log;
  clock: Clock;
}) {
  const routes = routeList.filter(({ operationId }) => Object.hasOwn(api.handlers, operationId));
  return middy<ApiEvent, HttpAnswer>()
    .use(logRequests(api))
    .use(securityHeaders())
    .use(problemErrors(api.log))
    .use(findRoute(routes))
    .use(identifyCaller(api.identify))
    .use(authorise())
    .use(checkInput())
    .handler(idempotent(api.memory, (event) => handle(api.handlers, event)));
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function handle(handlers: Handlers, event: ApiEvent): Promise<HttpAnswer> {
  const route = routeOf(event);
  const handler = handlers[route.operationId];
  if (!handler) throw new UndeclaredAnswerError(`${route.operationId} has no handler.`);
  // The request was read with the schemas of this very route; the types can not tie the two together.
  const answer: Answer | Refusal = await handler(requestOf(event) as never);
  return 'refused' in answer ? answerWith(answer.refused) : httpAnswer(route, answer);
}

/** Only what the route declares leaves: the body is read with the answer's schema. */
function httpAnswer(route: NamedRoute, { status, body, headers }: Answer): HttpAnswer {
  const schema = route.answers[status];
  if (schema === undefined) throw new UndeclaredAnswerError(`${route.operationId} does not declare ${status}.`);
  if (schema === null) return { statusCode: status, ...(headers && { headers }) };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(schema.parse(body)),
  };
}

/** A handler answers what its route does not declare: a fault of ours. */
export class UndeclaredAnswerError extends Error {
  override readonly name = 'UndeclaredAnswerError';
}
