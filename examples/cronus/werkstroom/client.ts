import { fetchFailure } from '../http/fetch-failure.ts';
import { type JsonObject, parseJson } from '../records/json.ts';
import { createTokenKeeper, type TokenOptions } from './token.ts';

/** A call of Werkstroom's API. */
export interface Call {
  /** For whom: the call can do what this member may. Left out, the ERP asks for itself, and sees everything about its own records. */
  readonly user?: string;
  readonly method?: 'GET' | 'POST';
  /** Below `/api/v1/companies/{company}`, with a leading slash. */
  readonly path: string;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

/** What was answered. The body is undefined where it was no JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Werkstroom's API, called as this ERP's own client on behalf of its users. */
export interface WerkstroomClient {
  /** @throws WerkstroomUnreachableError */
  call(call: Call): Promise<Answer>;
}

/** No answer came, or none that says anything about the question. */
export class WerkstroomUnreachableError extends Error {
  override readonly name = 'WerkstroomUnreachableError';
}

/** @param options.baseUrl without a slash at the end. */
export function createWerkstroomClient(
  options: TokenOptions & { baseUrl: string; company: string; closing: AbortSignal },
): WerkstroomClient {
  const tokens = createTokenKeeper(options);
  const root = `${options.baseUrl}/api/v1/companies/${encodeURIComponent(options.company)}`;

  const attempt = async (call: Call, signal: AbortSignal): Promise<Answer & { token: string }> => {
    const token = await tokens.get(signal);
    const answer = await fetch(root + call.path, {
      method: call.method ?? 'GET',
      signal,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(call.user !== undefined && { 'on-behalf-of': call.user }),
        ...(call.body && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.body && { body: JSON.stringify(call.body) }),
    });
    return { status: answer.status, body: parseJson(await answer.text()), token };
  };

  return {
    async call(call) {
      const signal = AbortSignal.any([options.closing, AbortSignal.timeout(call.timeoutMilliseconds)]);
      try {
        const first = await attempt(call, signal);
        if (first.status !== 401) return demandAnswer(first);
        tokens.forget(first.token);
        return demandAnswer(await attempt(call, signal));
      } catch (error) {
        if (error instanceof WerkstroomUnreachableError) throw error;
        throw new WerkstroomUnreachableError(`Werkstroom cannot be reached (${fetchFailure(error)}).`, {
          cause: error,
        });
      }
    },
  };
}

function demandAnswer({ status, body }: Answer): Answer {
  if (status < 500 && status !== 401 && status !== 429) return { status, body };
  throw new WerkstroomUnreachableError(`Werkstroom gave no answer (status ${status}).`);
}
