import middy from '@middy/core';
import type { IngestQuota } from '../../shared/domain/event/ingest-quota.ts';
import { bodyText } from '../../shared/middleware/body-text.ts';
import type { HttpAnswer, HttpEvent } from '../../shared/middleware/http-event.ts';
import { HttpProblem, notFound, problemOf } from '../../shared/middleware/http-problem.ts';
import { problemErrors } from '../../shared/middleware/problem-errors.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { createIngestMeter } from '../../shared/usecases/ingest-meter.ts';
import { receiveEvent } from '../../shared/usecases/receive-event.ts';
import { createRejectionBook } from '../../shared/usecases/rejection-book.ts';

/** The door for sources. 202 says that the events are durable. */
export function makeHandler(
  dependencies: Pick<Ports, 'store' | 'secrets' | 'queue' | 'blobs' | 'clock' | 'ids' | 'log'>,
  quota: IngestQuota,
) {
  const ports = {
    ...dependencies,
    meter: createIngestMeter(dependencies, quota),
    rejections: createRejectionBook(dependencies),
  };
  return middy<HttpEvent, HttpAnswer>()
    .use(problemErrors(ports.log))
    .handler(async (event): Promise<HttpAnswer> => {
      const { company = '', source = '' } = event.pathParameters ?? {};
      // The raw body, byte for byte as it was signed.
      const body = bodyText(event);
      const result = await receiveEvent(ports, { company, source, headers: event.headers, body });
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
        case 'too-many':
          throw tooMany(result.retryAfterSeconds);
      }
    });
}

/** 429 keeps a subscription of Business Central alive and has senders come again; nothing is lost. */
function tooMany(retryAfterSeconds: number): HttpProblem {
  const detail = `The company has sent its share of events for now. Nothing of this delivery was accepted: send it again in ${retryAfterSeconds} s.`;
  return new HttpProblem(problemOf(429, 'too-many-events', { detail }), { 'retry-after': String(retryAfterSeconds) });
}
