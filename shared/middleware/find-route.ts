import type { MiddlewareObj } from '@middy/core';
import type { NamedRoute } from '../contracts/api/routes.ts';
import type { ApiEvent } from './api-event.ts';
import type { HttpAnswer } from './http-event.ts';
import { notFound } from './http-problem.ts';

/** Finds the route that the gateway has chosen. Only what stands in the table is served. */
export function findRoute(routes: readonly NamedRoute[]): MiddlewareObj<ApiEvent, HttpAnswer> {
  const byKey = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  return {
    before({ event }) {
      const route = byKey.get(event.routeKey);
      if (!route) throw notFound();
      event.route = route;
    },
  };
}
