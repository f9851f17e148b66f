import * as z from 'zod';
import { timeZone } from '../../shared/contracts/locale-fields.ts';
import { parseJson } from '../../shared/contracts/parse-json.ts';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import type { AdjustableClock } from '../clock/adjustable-clock.ts';
import { renderMailboxPage, renderMailPage } from '../mail/mailbox-page.ts';
import type { SqliteMailbox } from '../mail/sqlite-mailbox.ts';
import type { LocalRoute } from './answer-request.ts';
import { type LandingPage, renderLandingPage } from './landing-page.ts';
import { htmlAnswer, jsonAnswer, problem } from './local-answers.ts';
import type { LocalRequest } from './to-http-event.ts';

const clockRequest = z.strictObject({
  advanceSeconds: z
    .number()
    .int()
    .min(0)
    .max(10 * 31_536_000),
});

const companyRequest = z.strictObject({
  company: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and "-", starting with a letter.'),
  name: z.string().min(1).max(100).optional(),
  localCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  timeZone: timeZone.optional(),
  admin: z.strictObject({ userId: z.string().min(1).max(64), email: z.email() }),
});

export type FirstCompany = z.infer<typeof companyRequest>;

/** What only the one-machine runtime offers: the landing page, the mail box, the clock, and the first company. */
export function localRoutes(options: {
  mailbox: SqliteMailbox;
  clock: AdjustableClock;
  landing(): LandingPage;
  advance(milliseconds: number): Promise<void>;
  createCompany(company: FirstCompany): Promise<'created' | 'exists'>;
}): readonly LocalRoute[] {
  const { mailbox } = options;
  return [
    { method: 'GET', path: /^\/$/, answer: async () => htmlAnswer(renderLandingPage(options.landing())) },
    { method: 'GET', path: /^\/local\/mails$/, answer: async (request) => mails(mailbox, request) },
    { method: 'GET', path: /^\/local\/mailbox$/, answer: async () => htmlAnswer(renderMailboxPage(mailbox.list())) },
    {
      method: 'GET',
      path: /^\/local\/mailbox\/([A-Za-z0-9-]+)$/,
      answer: async (_request, match) => {
        const mail = mailbox.get(match[1] ?? '');
        return mail ? htmlAnswer(renderMailPage(mail)) : problem(404, 'There is no such mail.');
      },
    },
    {
      method: 'POST',
      path: /^\/local\/clock$/,
      answer: withJson(clockRequest, async ({ advanceSeconds }) => {
        await options.advance(advanceSeconds * 1_000);
        return jsonAnswer(200, { now: new Date(options.clock.now()).toISOString() });
      }),
    },
    {
      method: 'POST',
      path: /^\/local\/companies$/,
      answer: withJson(companyRequest, async (company) =>
        (await options.createCompany(company)) === 'created'
          ? jsonAnswer(201, { company: company.company })
          : problem(409, `Company ${company.company} exists already.`),
      ),
    },
  ];
}

/** The newest: a mail box that nobody empties must not end up as one endless answer. */
const MOST_MAILS = 1_000;

function mails(mailbox: SqliteMailbox, request: LocalRequest): HttpAnswer {
  const to = new URLSearchParams(request.url.split('?')[1]).get('to');
  return jsonAnswer(200, mailbox.list({ limit: MOST_MAILS, ...(to !== null && { to }) }));
}

/** Only JSON is taken, which no form of another site can send. */
function withJson<Schema extends z.ZodType>(
  schema: Schema,
  answer: (value: z.output<Schema>) => Promise<HttpAnswer>,
): LocalRoute['answer'] {
  return async (request) => {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      return problem(415, 'Send JSON with content-type application/json.');
    }
    const json = parseJson(request.body.toString('utf8'));
    if (json.kind === 'malformed') return problem(400, json.detail);
    const parsed = schema.safeParse(json.value);
    return parsed.success ? answer(parsed.data) : problem(422, z.prettifyError(parsed.error));
  };
}
