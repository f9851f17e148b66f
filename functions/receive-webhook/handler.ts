import middy from '@middy/core';
import type { HttpAnswer, HttpEvent } from '../../shared/middleware/http-event.ts';
import { HttpProblem, notFound, problemOf } from '../../shared/middleware/http-problem.ts';
import { problemErrors } from '../../shared/middleware/problem-errors.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { receiveEvent } from '../../shared/usecases/receive-event.ts';

/** Larger records are sent without the lines that no condition looks at, or in several events. */
const MAX_BODY_BYTES = 1_048_576;

/** The door for sources. 202 says that the events are durable. */
export function makeHandler(ports: Pick<Ports, 'store' | 'secrets' | 'queue' | 'blobs' | 'clock' | 'log'>) {
  return middy<HttpEvent, HttpAnswer>()
    .use(problemErrors(ports.log))
    .handler(async (event): Promise<HttpAnswer> => {
      const { company = '', source = '' } = event.pathParameters ?? {};
      const result = await receiveEvent(ports, { company, source, headers: event.headers, body: bodyOf(event) });
      switch (result.kind) {
        case 'accepted':
          return {
            statusCode: 202,
            headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
            body: JSON.stringify({ accepted: result.events.length, events: result.events }),
          };
        case 'unknown-source':
          throw notFound();
        case 'bad-signature':
          throw new HttpProblem(problemOf(401, 'bad-signature', { detail: result.detail }));
        case 'malformed':
          throw new HttpProblem(problemOf(400, 'malformed-json', { detail: result.detail }));
        case 'invalid':
          throw new HttpProblem(
            problemOf(422, 'invalid-event', {
              detail: 'Nothing of this delivery was accepted.',
              errors: [...result.errors],
            }),
          );
      }
    });
}

/** The raw body, byte for byte as it was signed. */
function bodyOf(event: HttpEvent): string {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) {
    throw new HttpProblem(
      problemOf(413, 'too-large', {
        detail: `The body has ${bytes.length} bytes; ${MAX_BODY_BYTES} are allowed. Send fewer events at once.`,
      }),
    );
  }
  return bytes.toString('utf8');
}
