import * as z from 'zod';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import { startHttpServer } from '../http/server.ts';
import type { LocalRequest } from '../http/to-http-event.ts';
import type { TakenMail } from './cloud-host.ts';

/** Stands between the functions and SES, and keeps a copy of what SES took: nobody can ask SES for a mail. */
export interface MailRecorder {
  readonly url: string;
  /** The oldest first. */
  readonly mails: readonly TakenMail[];
  stop(): Promise<void>;
}

const sentMail = z.object({
  Destination: z.object({ ToAddresses: z.array(z.string()) }),
  Content: z.object({
    Simple: z.object({
      Subject: z.object({ Data: z.string() }),
      Body: z.object({ Text: z.object({ Data: z.string() }), Html: z.object({ Data: z.string() }) }),
    }),
  }),
});

const SEND = '/v2/email/outbound-emails';
/** They belong to one connection, and `fetch` makes its own. */
const HOP_BY_HOP = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding'];

/** @param endpoint where SES is. What it checks a signature against is our own address, so the real SES would refuse. */
export async function startMailRecorder(endpoint: string): Promise<MailRecorder> {
  const mails: TakenMail[] = [];
  const server = await startHttpServer({
    port: 0,
    clock,
    ids: createSystemIdSource(clock),
    async handle(request) {
      const answer = await passOn(endpoint, request);
      const isTaken = answer.statusCode === 200 && request.method === 'POST' && request.url === SEND;
      if (isTaken) mails.push(...mailsOf(request.body));
      return answer;
    },
  });
  return { url: `http://127.0.0.1:${server.port}`, mails, stop: () => server.close() };
}

async function passOn(endpoint: string, { method, url, headers, body }: LocalRequest): Promise<HttpAnswer> {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  const answer = await fetch(`${endpoint.replace(/\/$/, '')}${url}`, {
    method,
    headers: Object.fromEntries(kept),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const told = ['content-type', 'x-amzn-errortype'].flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { statusCode: answer.status, headers: Object.fromEntries(told), body: await answer.text() };
}

function mailsOf(body: Buffer): readonly TakenMail[] {
  const { Destination, Content } = sentMail.parse(JSON.parse(body.toString('utf8')));
  const { Subject, Body } = Content.Simple;
  return Destination.ToAddresses.map((to) => ({
    to,
    subject: Subject.Data,
    text: Body.Text.Data,
    html: Body.Html.Data,
  }));
}
