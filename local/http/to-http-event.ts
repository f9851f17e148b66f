import { isUtf8 } from 'node:buffer';
import type { HttpEvent } from '../../shared/middleware/http-event.ts';

/** A request as the server has read it. */
export interface LocalRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** Names in lower case; values of a repeated header joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly requestId: string;
  readonly sourceIp: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const TEXTUAL = /^(text\/|application\/(.*\+)?(json|xml|yaml)|application\/x-www-form-urlencoded)/i;

/** The event that API Gateway (HTTP API, payload version 2.0) would make of a request. */
export function toHttpEvent(
  request: LocalRequest,
  route: {
    routeKey: string;
    parameters: Readonly<Record<string, string>>;
    claims?: Readonly<Record<string, unknown>> | undefined;
  },
): HttpEvent & { readonly version: '2.0' } {
  const [rawPath = '/', rawQueryString = ''] = splitOnce(request.url, '?');
  const query = queryOf(rawQueryString);
  const { body, isBase64Encoded } = bodyOf(request);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    headers: request.headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(route.parameters).length > 0 && { pathParameters: route.parameters }),
    ...(body !== undefined && { body }),
    isBase64Encoded,
    requestContext: {
      requestId: request.requestId,
      http: { method: request.method, path: rawPath },
      ...(route.claims && { authorizer: { jwt: { claims: flattened(route.claims) } } }),
    },
  };
}

/** Of a name that comes twice, API Gateway joins the values by commas. */
function queryOf(text: string): Record<string, string> {
  if (text === '') return {};
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

function bodyOf({ body, headers }: LocalRequest): { body: string | undefined; isBase64Encoded: boolean } {
  if (body.length === 0) return { body: undefined, isBase64Encoded: false };
  // What is no text whatever it claims travels as bytes, so that signatures are checked over what was sent.
  const textual = TEXTUAL.test(headers['content-type'] ?? 'text/plain') && isUtf8(body);
  return { body: body.toString(textual ? 'utf8' : 'base64'), isBase64Encoded: !textual };
}

/** API Gateway hands claims on as texts: lists as `[a b]`. */
export function flattened(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : textOf(value),
    ]),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
