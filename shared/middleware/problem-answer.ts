import { PROBLEM_JSON, type ProblemDetails } from '../contracts/problem-details.ts';
import type { HttpAnswer } from './http-event.ts';
import { HttpProblem, problemOf } from './http-problem.ts';

interface Translation {
  readonly status: number;
  readonly name: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TRY_AGAIN: Translation = {
  status: 503,
  name: 'busy',
  detail: 'Too much is going on at once. Nothing was done; try again in a moment.',
  headers: { 'retry-after': '1' },
};

/** What errors mean to a caller, by name. Every other error is a fault of ours. */
const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  InvalidCursorError: {
    status: 400,
    name: 'invalid-cursor',
    detail: 'The cursor does not belong to this list. Start again without one.',
  },
  ItemTooLargeError: { status: 413, name: 'too-large', detail: 'This is larger than can be kept.' },
  MessageTooLargeError: { status: 413, name: 'too-large', detail: 'This is larger than can be handled at once.' },
  ThrottledError: TRY_AGAIN,
  WriteConflictError: TRY_AGAIN,
};

const FAULT_DETAIL =
  'Something went wrong on our side. Try again; if it stays, tell your administrator the request id.';

/** The answer to a request that failed. Of faults nothing but the request id is told. */
export function problemAnswer(error: unknown, requestId: string): HttpAnswer {
  if (error instanceof HttpProblem) return answerWith(error.details, error.headers);
  const name = error instanceof Error ? error.name : '';
  const known = Object.hasOwn(TRANSLATIONS, name) ? TRANSLATIONS[name] : undefined;
  if (known) return answerWith(problemOf(known.status, known.name, { detail: known.detail }), known.headers);
  return answerWith(problemOf(500, 'fault', { detail: FAULT_DETAIL, requestId }));
}

/** Problem details as an answer. */
export function answerWith(details: ProblemDetails, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    statusCode: details.status,
    headers: { 'content-type': PROBLEM_JSON, 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(details),
  };
}
