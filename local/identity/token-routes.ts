import * as z from 'zod';
import { parseJson } from '../../shared/contracts/parse-json.ts';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import type { ItemStore } from '../../shared/ports/item-store.ts';
import { memberItems } from '../../shared/repositories/company-items.ts';
import type { LocalRoute } from '../http/answer-request.ts';
import { jsonAnswer, problem } from '../http/local-answers.ts';
import type { LocalRequest } from '../http/to-http-event.ts';
import { type LocalTokens, TOKEN_SECONDS } from './local-tokens.ts';

const tokenRequest = z.object({ user: z.string().min(1), company: z.string().min(1) });

/** What tokens are given for, and by whom. */
interface TokenIssue {
  readonly store: ItemStore;
  readonly tokens: LocalTokens;
  /** Whether these are the credentials of a source. */
  accepts(clientId: string, clientSecret: string): Promise<boolean>;
}

/** The doors of the development identity provider: a token for any member by name, and one for a source by its credentials. */
export function tokenRoutes(options: TokenIssue): readonly LocalRoute[] {
  return [
    { method: 'POST', path: /^\/local\/token$/, answer: (request) => memberToken(options, request) },
    { method: 'POST', path: /^\/local\/oauth2\/token$/, answer: (request) => clientToken(options, request) },
    {
      method: 'GET',
      path: /^\/local\/\.well-known\/jwks\.json$/,
      answer: async () => jsonAnswer(200, options.tokens.keySet()),
    },
  ];
}

async function memberToken({ store, tokens }: TokenIssue, request: LocalRequest): Promise<HttpAnswer> {
  const json = parseJson(request.body.toString('utf8'));
  if (json.kind === 'malformed') return problem(400, json.detail);
  const asked = tokenRequest.safeParse(json.value);
  if (!asked.success) return problem(422, 'Send { "user": "...", "company": "..." }.');
  const { user, company } = asked.data;
  const member = await memberItems.get(store, { company, userId: user });
  if (!member) return problem(404, `Company ${company} has no member ${user}.`);
  return jsonAnswer(200, { token: await tokens.issue({ subject: member.value.subject, company }) });
}

/** OAuth 2.0 client credentials grant (RFC 6749, 4.4), with the credentials in the body or as Basic authentication. */
async function clientToken({ tokens, accepts }: TokenIssue, request: LocalRequest): Promise<HttpAnswer> {
  const form = new URLSearchParams(request.body.toString('utf8'));
  if (form.get('grant_type') !== 'client_credentials') return jsonAnswer(400, { error: 'unsupported_grant_type' });
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [basicId = '', basicSecret = ''] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  const clientId = form.get('client_id') ?? basicId;
  const isAccepted = await accepts(clientId, form.get('client_secret') ?? basicSecret);
  if (!isAccepted) return jsonAnswer(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic' });
  return jsonAnswer(200, {
    access_token: await tokens.issue({ subject: clientId, clientId }),
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
  });
}
