import type { Route } from './route.ts';
import { routeList } from './routes.ts';

/** The routes of the API that a function serves, in the form in which functions declare what feeds them. */
export function httpFeedsOf(name: Route['function']) {
  return routeList
    .filter((route) => route.function === name)
    .map(({ method, path, access }) => ({ kind: 'http' as const, method, path, access }));
}
