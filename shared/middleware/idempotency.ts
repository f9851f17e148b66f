import { createHash } from 'node:crypto';
import { type ApiEvent, callerOf, routeOf } from './api-event.ts';
import type { HttpAnswer } from './http-event.ts';
import { HttpProblem, problemOf } from './http-problem.ts';
import { problemAnswer } from './problem-answer.ts';

const MAX_KEY_LENGTH = 255;

/** A request that its sender may repeat, by the key that it chose. Keys of different callers never meet. */
export interface RepeatableRequest {
  readonly company: string;
  readonly caller: string;
  readonly key: string;
  /** Of method, path, query and body. */
  readonly fingerprint: string;
}

/** `begun`: do it now. Otherwise somebody has begun it before. */
export type Begun =
  | { readonly kind: 'begun' }
  | { readonly kind: 'running' }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'finished'; readonly answer: HttpAnswer | undefined };

/** Remembers answers for 24 hours. */
export interface AnswerMemory {
  begin(request: RepeatableRequest): Promise<Begun>;
  /** Without an answer where it held secrets: then a repetition learns only that it was done. */
  finish(request: RepeatableRequest, answer: HttpAnswer | undefined): Promise<void>;
  /** It came to nothing: the key may be used again. */
  forget(request: RepeatableRequest): Promise<void>;
}

/**
 * `Idempotency-Key` on POST (draft-ietf-httpapi-idempotency-key-header-07): a repeated request gets the answer of the first one, also a
 * refusal; with another payload 422; while the first one still runs 409. Faults are not remembered, so that a repetition can succeed.
 */
export function idempotent(
  memory: AnswerMemory,
  handle: (event: ApiEvent) => Promise<HttpAnswer>,
): (event: ApiEvent) => Promise<HttpAnswer> {
  return async (event) => {
    const request = repeatableRequest(event);
    if (!request) return handle(event);
    const begun = await memory.begin(request);
    if (begun.kind !== 'begun') return repeatedAnswer(begun);
    const answer = await handle(event).catch(async (error: unknown) => {
      const refusal = problemAnswer(error, event.requestContext.requestId);
      if (refusal.statusCode < 500) return refusal;
      await memory.forget(request);
      throw error;
    });
    await memory.finish(request, routeOf(event).answersSecrets ? undefined : answer);
    return answer;
  };
}

function repeatableRequest(event: ApiEvent): RepeatableRequest | undefined {
  const header = event.headers['idempotency-key'];
  if (header === undefined || event.requestContext.http.method !== 'POST') return undefined;
  const { company, kind, userId, sourceId } = callerOf(event);
  const payload = [event.routeKey, event.rawPath, event.rawQueryString, event.body ?? ''];
  return {
    company,
    caller: JSON.stringify([kind, sourceId ?? '', userId ?? '']),
    key: keyFrom(header),
    fingerprint: createHash('sha256').update(JSON.stringify(payload)).digest('hex'),
  };
}

/** The draft asks for a structured-field string, so in quotes; bare keys are common and are accepted. */
function keyFrom(header: string): string {
  const quoted = /^\s*"((?:[^"\\]|\\["\\])*)"\s*$/.exec(header)?.[1];
  const key = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? header.trim();
  if (key === '' || key.length > MAX_KEY_LENGTH || (quoted === undefined && /[",]/.test(key))) {
    const detail = `"Idempotency-Key" must be one text of 1 to ${MAX_KEY_LENGTH} characters.`;
    throw new HttpProblem(problemOf(400, 'invalid-idempotency-key', { detail }));
  }
  return key;
}

function repeatedAnswer(begun: Exclude<Begun, { kind: 'begun' }>): HttpAnswer {
  if (begun.kind === 'running') {
    const detail = 'The first request with this "Idempotency-Key" is still at work. Ask again in a moment.';
    throw new HttpProblem(problemOf(409, 'still-running', { detail }), { 'retry-after': '1' });
  }
  if (begun.kind === 'other-request') {
    const detail = 'This "Idempotency-Key" was used for another request. Choose a new one.';
    throw new HttpProblem(problemOf(422, 'idempotency-key-reused', { detail }));
  }
  if (begun.answer) return { ...begun.answer, headers: { ...begun.answer.headers, 'idempotency-replayed': 'true' } };
  const detail = 'It was done. Its answer held secrets that are shown only once, so it is not kept.';
  throw new HttpProblem(problemOf(409, 'answer-not-kept', { detail }));
}
