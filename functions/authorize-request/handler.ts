import { createHash, timingSafeEqual } from 'node:crypto';
import middy from '@middy/core';
import { type AuthorizerAnswer, authorizerEvent, ORIGIN_HEADER } from '../../shared/contracts/authorizer-event.ts';

/** Who a token speaks of; undefined when it is not valid. Throws when that can not be found out now. */
export type VerifyToken = (token: string) => Promise<{ issuer: string; subject: string } | undefined>;

/** What the authorizer works with. */
interface Dependencies {
  /** Any of them opens, so that they can be changed without an interruption. */
  readonly originSecrets: readonly string[];
  readonly verifyToken: VerifyToken;
}

/**
 * Refuses what did not come through the front door. A token that is not valid is let through without a name: the function behind the route
 * then answers 401, in the API's own words, where a refusal here would be a 403.
 */
export function makeHandler({ originSecrets, verifyToken }: Dependencies) {
  const accepted = originSecrets.map(digestOf);
  return middy().handler(async (event: unknown): Promise<AuthorizerAnswer> => {
    const { headers } = authorizerEvent.parse(event);
    const sent = digestOf(headers[ORIGIN_HEADER] ?? '');
    if (!accepted.some((digest) => timingSafeEqual(digest, sent))) return { isAuthorized: false };
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const bearer = token && (await verifyToken(token));
    return { isAuthorized: true, ...(bearer && { context: { iss: bearer.issuer, sub: bearer.subject } }) };
  });
}

/** Equal lengths for the comparison in constant time. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
