import type { MiddlewareObj } from '@middy/core';
import type { z } from 'zod';
import type { Route } from '../contracts/api/route.ts';
import type { InputError } from '../contracts/problem-details.ts';
import { jsonPointer } from '../domain/workflow/json-pointer.ts';
import { type ApiEvent, routeOf } from './api-event.ts';
import type { HttpAnswer } from './http-event.ts';
import { HttpProblem, problemOf } from './http-problem.ts';
import { jsonBody } from './json-body.ts';

/** Reads query and body in the form that the route declares. Everything that is wrong is told at once. */
export function checkInput(): MiddlewareObj<ApiEvent, HttpAnswer> {
  return {
    before({ event }) {
      const route = routeOf(event);
      const params = route.params?.safeParse(event.pathParameters ?? {});
      const query = route.query?.safeParse(presentOf(event.queryStringParameters));
      const body = route.body?.safeParse(bodyOf(route, event));
      const errors = [
        ...(params?.error?.issues ?? []).flatMap(parameterErrors),
        ...(query?.error?.issues ?? []).flatMap(parameterErrors),
        ...(body?.error?.issues ?? []).flatMap(bodyErrors),
      ];
      if (errors.length > 0) {
        throw new HttpProblem(problemOf(400, 'invalid-request', { detail: 'See "errors".', errors }));
      }
      event.input = { query: query?.data ?? {}, body: body?.data };
    },
  };
}

/** Parameters without a value count as absent. */
function presentOf(parameters: ApiEvent['queryStringParameters']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
}

function bodyOf(route: Route, event: ApiEvent): unknown {
  const body = jsonBody(event);
  return body === undefined && route.bodyOptional ? {} : body;
}

function parameterErrors(issue: z.core.$ZodIssue): InputError[] {
  return placesOf(issue).map((path) => ({ parameter: String(path[0] ?? ''), detail: detailOf(issue) }));
}

function bodyErrors(issue: z.core.$ZodIssue): InputError[] {
  return placesOf(issue).map((path) => ({ pointer: jsonPointer(path), detail: detailOf(issue) }));
}

/** A member that does not belong there is pointed at itself, not the object around it. */
function placesOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

function detailOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? 'There is no such member here.' : issue.message;
}
