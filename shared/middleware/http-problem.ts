import type { ProblemDetails } from '../contracts/problem-details.ts';

/** Not imported: importing `node:http` by name reads all its exports, and one of them loads a second HTTP client, 20 ms of a cold start. */
const { STATUS_CODES } = process.getBuiltinModule('node:http');

/** A request that is refused before a use case sees it. Its details are shown to the caller. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly details: ProblemDetails;
  readonly headers: Readonly<Record<string, string>>;
  constructor(details: ProblemDetails, headers: Readonly<Record<string, string>> = {}) {
    super(details.detail ?? details.title);
    this.details = details;
    this.headers = headers;
  }
}

/** The details of a problem. `name` is stable, for programs; `detail` says what is wrong and what to do. */
export function problemOf(
  status: number,
  name: string,
  more: Partial<Omit<ProblemDetails, 'status' | 'type' | 'title'>> = {},
): ProblemDetails {
  return { type: `urn:werkstroom:problem:${name}`, title: STATUS_CODES[status] ?? 'Error', status, ...more };
}

/** Another company's ids and ids that never were answer alike. */
export function notFound(): HttpProblem {
  return new HttpProblem(problemOf(404, 'not-found', { detail: 'There is nothing here for you.' }));
}
