import { type HttpAnswer, HttpUnreachableError, type OutgoingRequest } from '../../ports/http-client.ts';

const REDIRECTING = new Set([301, 302, 303, 307, 308]);
/** What another host must not get to see: everything but these. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-language', 'user-agent']);

/**
 * The request to which an answer redirects, or undefined. Only GET is redirected: anything else could be done twice, or be
 * done elsewhere than was signed for.
 *
 * @throws HttpUnreachableError when the new address is none.
 */
export function redirectOf(outgoing: OutgoingRequest, answer: HttpAnswer): OutgoingRequest | undefined {
  const { location } = answer.headers;
  if (outgoing.method !== 'GET' || !REDIRECTING.has(answer.status) || location === undefined) return undefined;
  if (!URL.canParse(location, outgoing.url)) throw new HttpUnreachableError('The target redirected to no address.');
  const url = new URL(location, outgoing.url);
  if (url.origin === new URL(outgoing.url).origin) return { ...outgoing, url: url.href };
  const headers = Object.entries(outgoing.headers ?? {}).filter(([name]) => HARMLESS_HEADERS.has(name.toLowerCase()));
  // The administrator allowed a private address for the target, not for whatever the target names.
  return { ...outgoing, url: url.href, headers: Object.fromEntries(headers), allowPrivateAddress: false };
}
