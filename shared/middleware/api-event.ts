import type { NamedRoute } from '../contracts/api/routes.ts';
import type { Caller } from '../domain/company/caller.ts';
import type { HttpEvent } from './http-event.ts';

/** A request on its way through the middlewares of the API, each of which adds what it found out. */
export interface ApiEvent extends HttpEvent {
  /** Added by `findRoute`. */
  route?: NamedRoute;
  /** Added by `identifyCaller`; absent on public routes. */
  caller?: Caller;
  /** Added by `checkInput`. */
  input?: ApiInput;
}

/** The parts of a request in the form that its route declares. */
export interface ApiInput {
  readonly query: unknown;
  readonly body: unknown;
}

/** The route of a request. */
export function routeOf(event: ApiEvent): NamedRoute {
  if (!event.route) throw new MiddlewareOrderError('findRoute must be used before this.');
  return event.route;
}

/** Who speaks, on a route that is not public. */
export function callerOf(event: ApiEvent): Caller {
  if (!event.caller) throw new MiddlewareOrderError('identifyCaller must be used before this.');
  return event.caller;
}

/** Middlewares are used in the wrong order: a fault of ours. */
export class MiddlewareOrderError extends Error {
  override readonly name = 'MiddlewareOrderError';
}
