import middy from '@middy/core';
import { htmlErrors } from '../../shared/middleware/html-errors.ts';
import type { HttpAnswer, HttpEvent } from '../../shared/middleware/http-event.ts';
import { FAULT_PAGE } from '../../shared/pages/fault-page.ts';
import { PAGE_HEADERS } from '../../shared/pages/layout.ts';
import type { Ports } from '../../shared/ports/ports.ts';
import { pageOfLink } from './page-of-link.ts';

/** Reads only: mail programs and scanners may open the link as often as they like. */
export function makeHandler(ports: Pick<Ports, 'store' | 'blobs' | 'clock' | 'log'>) {
  return middy<HttpEvent, HttpAnswer>()
    .use(htmlErrors(ports.log, { headers: PAGE_HEADERS, body: FAULT_PAGE }))
    .handler((event) => pageOfLink(ports, event.pathParameters?.linkToken ?? ''));
}
