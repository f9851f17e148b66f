import { z } from 'zod';

/** Where and as whom the ERP gets its access tokens. */
export interface TokenOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  now(): number;
}

/** Keeps one access token for all calls. */
export interface TokenKeeper {
  /** A token that is valid for a while, fetched where there is none. */
  get(signal: AbortSignal): Promise<string>;
  /** The token was refused: the next call fetches a new one. */
  forget(token: string): void;
}

/** A token is not used in its last minute: a call may take a while. */
const LAST_MILLISECONDS = 60_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().default(300) });

/** Gets tokens by OAuth 2.0 client credentials (RFC 6749, 4.4). */
export function createTokenKeeper({ tokenUrl, clientId, clientSecret, now }: TokenOptions): TokenKeeper {
  let kept: { token: string; until: number } | undefined;
  return {
    async get(signal) {
      if (kept && kept.until > now()) return kept.token;
      const answer = await fetch(tokenUrl, {
        method: 'POST',
        signal,
        headers: { accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        }),
      });
      if (!answer.ok) throw new Error(`the token request was answered ${answer.status}`);
      const { access_token, expires_in } = tokenAnswer.parse(await answer.json());
      kept = { token: access_token, until: now() + expires_in * 1000 - LAST_MILLISECONDS };
      return access_token;
    },
    forget(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}
