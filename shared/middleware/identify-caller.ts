import type { MiddlewareObj } from '@middy/core';
import type { Caller, Identification, TokenBearer } from '../domain/company/caller.ts';
import { type ApiEvent, routeOf } from './api-event.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { HttpProblem, notFound, problemOf } from './http-problem.ts';

/**
 * Finds out who speaks, from the claims that the gateway's authorizer has verified. Whoever does not belong to the company of the path
 * gets 404, as if the company did not exist.
 */
export function identifyCaller(
  identify: (bearer: TokenBearer) => Promise<Identification>,
): MiddlewareObj<ApiEvent, HttpAnswer> {
  return {
    async before({ event }) {
      if (routeOf(event).access === 'public') return;
      event.caller = callerFrom(await identify(bearerOf(event)));
    },
  };
}

/** @throws HttpProblem 401 when there is no verified token. */
function bearerOf(event: HttpEvent): TokenBearer {
  const { lambda, jwt } = event.requestContext.authorizer ?? {};
  const claims = lambda ?? jwt?.claims;
  const issuer = claims?.iss;
  const subject = claims?.sub;
  if (typeof issuer !== 'string' || typeof subject !== 'string' || !subject) throw unauthenticated(event);
  const onBehalfOf = event.headers['on-behalf-of'];
  return {
    company: event.pathParameters?.company ?? '',
    issuer,
    subject,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
}

function unauthenticated(event: HttpEvent): HttpProblem {
  const invalid = event.headers.authorization !== undefined;
  const challenge = `Bearer realm="werkstroom"${invalid ? ', error="invalid_token"' : ''}`;
  const detail = 'Send a valid token: "Authorization: Bearer <token>".';
  return new HttpProblem(problemOf(401, 'unauthenticated', { detail }), { 'www-authenticate': challenge });
}

function callerFrom(identification: Identification): Caller {
  switch (identification.kind) {
    case 'caller':
      return identification.caller;
    case 'stranger':
      throw notFound();
    case 'not-a-source':
      throw forbidden('Only a source may speak for somebody else. Leave out "On-Behalf-Of".');
    case 'unknown-member':
      throw forbidden('"On-Behalf-Of" names nobody of this company.');
  }
}

/** 403 with the reason. */
export function forbidden(detail: string): HttpProblem {
  return new HttpProblem(problemOf(403, 'forbidden', { detail }));
}
