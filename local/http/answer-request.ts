import type { HttpAnswer, HttpEvent } from '../../shared/middleware/http-event.ts';
import type { Log } from '../../shared/ports/log.ts';
import { problem } from './local-answers.ts';
import { type Route, type RouteTable, routeTable } from './route-table.ts';
import { type LocalRequest, toHttpEvent } from './to-http-event.ts';

/** What answers a route, as Lambda would be called. */
export type HttpHandler = (event: HttpEvent) => Promise<HttpAnswer>;

/** A route of the one-machine runtime alone. It decides itself whom it answers. */
export interface LocalRoute {
  readonly method: string;
  readonly path: RegExp;
  answer(request: LocalRequest, match: RegExpExecArray): Promise<HttpAnswer>;
}

/** Stands where API Gateway stands: finds the function of a route, checks the token where one is needed, and calls it. */
export function requestAnswerer(options: {
  routes: readonly Route<HttpHandler>[];
  localRoutes: readonly LocalRoute[];
  verifyToken(token: string, company?: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  log: Log;
}): (request: LocalRequest) => Promise<HttpAnswer> {
  const findRoute = routeTable(options.routes);
  return async (request) => {
    const path = request.url.split('?')[0] ?? '/';
    const local = findLocal(options.localRoutes, request.method, path);
    const { requestId } = request;
    if (local && !isAddressedHere(request))
      return problem(403, 'This is answered only under the address of this machine.');
    try {
      return local
        ? await local.route.answer(request, local.match)
        : await answerByFunction({ ...options, findRoute }, request, path);
    } catch (error) {
      options.log.error('A request could not be answered.', error, { requestId, method: request.method });
      return problem(500, 'Something went wrong on our side.');
    }
  };
}

/**
 * Pages of other sites can reach this machine under a name of their own that leads here (DNS rebinding), and would read tokens and mails
 * as if they were ours. Everything else asks for a token or a signature.
 */
function isAddressedHere({ headers: { host } }: LocalRequest): boolean {
  return host === undefined || /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}

function findLocal(
  routes: readonly LocalRoute[],
  method: string,
  path: string,
): { route: LocalRoute; match: RegExpExecArray } | undefined {
  for (const route of routes) {
    const match =
      route.method === method || (route.method === 'GET' && method === 'HEAD') ? route.path.exec(path) : null;
    if (match) return { route, match };
  }
  return undefined;
}

async function answerByFunction(
  {
    findRoute,
    verifyToken,
  }: {
    findRoute: RouteTable<HttpHandler>;
    verifyToken(token: string, company?: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  },
  request: LocalRequest,
  path: string,
): Promise<HttpAnswer> {
  const found = findRoute({ method: request.method, path });
  if (found.kind === 'none') return problem(404, 'There is nothing at this address.');
  if (found.kind === 'other-method')
    return problem(405, 'This address takes other methods.', { allow: found.allowed.join(', ') });
  const { feed, handler } = found.route;
  const routeKey = `${feed.method} ${feed.path}`;
  const { parameters } = found;
  if (feed.access === 'public') return handler(toHttpEvent(request, { routeKey, parameters }));
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const claims = token && (await verifyToken(token, parameters.company));
  if (!claims)
    return problem(401, 'Send a valid bearer token.', {
      'www-authenticate': token ? 'Bearer error="invalid_token"' : 'Bearer',
    });
  return handler(toHttpEvent(request, { routeKey, parameters, claims }));
}
