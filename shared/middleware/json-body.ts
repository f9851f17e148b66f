import { parseJson } from '../contracts/parse-json.ts';
import { bodyText } from './body-text.ts';
import type { HttpEvent } from './http-event.ts';
import { HttpProblem, problemOf } from './http-problem.ts';

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * The JSON value of a body, or undefined when there is no body.
 *
 * @throws HttpProblem 415 when the body is not declared as JSON, 413 when it is too large, 400 with line and column when it is not JSON.
 */
export function jsonBody(event: HttpEvent): unknown {
  const text = bodyText(event);
  if (text === '') return undefined;
  if (!JSON_TYPE.test(event.headers['content-type'] ?? '')) {
    const detail = 'Send the body as JSON: "Content-Type: application/json".';
    throw new HttpProblem(problemOf(415, 'unsupported-media-type', { detail }));
  }
  const parsed = parseJson(text);
  if (parsed.kind === 'malformed') {
    throw new HttpProblem(problemOf(400, 'malformed-body', { detail: parsed.detail }));
  }
  return parsed.value;
}
