import type { HttpEvent } from './http-event.ts';
import { HttpProblem, problemOf } from './http-problem.ts';

/** The largest body that is read: API Gateway allows 10 MB, a queue message 1 MiB. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * The body as text, exactly as it was sent.
 *
 * @throws HttpProblem 413 when it is larger than `maxBytes`, 400 when it is not UTF-8.
 */
export function bodyText(event: Pick<HttpEvent, 'body' | 'isBase64Encoded'>, maxBytes = MAX_BODY_BYTES): string {
  const body = event.body ?? '';
  const bytes = Buffer.from(body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > maxBytes) {
    const detail = `The body has ${bytes.byteLength} bytes; at most ${maxBytes} are accepted.`;
    throw new HttpProblem(problemOf(413, 'too-large', { detail }));
  }
  if (!event.isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HttpProblem(problemOf(400, 'malformed-body', { detail: 'The body is not UTF-8 text.' }));
  }
}
