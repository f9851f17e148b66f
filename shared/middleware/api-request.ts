import type { AnswerOf, BodyOf, OperationId, ParametersOf, QueryOf } from '../contracts/api/routes.ts';
import type { ProblemDetails } from '../contracts/problem-details.ts';
import type { Caller } from '../domain/company/caller.ts';
import { type ApiEvent, callerOf } from './api-event.ts';
import { problemOf } from './http-problem.ts';
import { forbidden } from './identify-caller.ts';

/** What a route's handler sees: everything checked and in the form that the route declares. */
export interface ApiRequest<Id extends OperationId> {
  readonly company: string;
  readonly params: ParametersOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  /** Only on routes that are not public. */
  readonly caller: Caller;
  readonly idempotencyKey?: string;
  /** Seconds that the caller is willing to wait for (`Prefer: wait`, RFC 7240). */
  readonly waitSeconds?: number;
}

/** A refusal that the use case has answered. */
export interface Refusal {
  readonly refused: ProblemDetails;
}

export type RouteHandler<Id extends OperationId> = (request: ApiRequest<Id>) => Promise<AnswerOf<Id> | Refusal>;

/** One handler for each of these operations. */
export type RouteHandlers<Ids extends OperationId> = { readonly [Id in Ids]: RouteHandler<Id> };

/** A refusal with a stable name for programs and the reason for people. */
export function refuse(status: number, name: string, more: Parameters<typeof problemOf>[2] = {}): Refusal {
  return { refused: problemOf(status, name, more) };
}

/** The refusal for what is not there, or not for this caller. */
export function refuseNotFound(): Refusal {
  return refuse(404, 'not-found', { detail: 'There is nothing here for you.' });
}

/** The refusal where several sources have a record or an event with this id. */
export function refuseAmbiguous(sources: readonly string[]): Refusal {
  const detail = `Several sources have this id: ${sources.join(', ')}. Say which one with "?source=".`;
  return refuse(409, 'ambiguous', { detail, sources: [...sources] });
}

/**
 * The person for whom the caller speaks.
 *
 * @throws HttpProblem 403 when a source speaks for itself: some things only people do.
 */
export function personOf(caller: Caller): string {
  if (caller.userId === undefined) throw forbidden('Say for which member with "On-Behalf-Of: <user id>".');
  return caller.userId;
}

/** The request as its route's handler sees it. */
export function requestOf(event: ApiEvent): ApiRequest<OperationId> {
  const waitSeconds = waitOf(event.headers.prefer);
  const idempotencyKey = event.headers['idempotency-key'];
  return {
    company: event.pathParameters?.company ?? '',
    params: (event.pathParameters ?? {}) as ParametersOf<OperationId>,
    query: event.input?.query as QueryOf<OperationId>,
    body: event.input?.body as BodyOf<OperationId>,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(waitSeconds !== undefined && { waitSeconds }),
    get caller() {
      return callerOf(event);
    },
  };
}

function waitOf(prefer: string | undefined): number | undefined {
  const wait = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,4})/i.exec(prefer ?? '')?.[1];
  return wait === undefined ? undefined : Number(wait);
}
