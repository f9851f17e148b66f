import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** Gives the keys of an issuer, which are fetched once and again when a token names a new one. */
export type IssuerKeys = () => Promise<JWTVerifyGetKey>;

/** The authorizer itself has ten seconds. */
const FETCH_MILLISECONDS = 3_000;

/** The keys of an OpenID Connect issuer, found by its discovery document. @throws IssuerUnreachableError */
export function createIssuerKeys(issuer: string): IssuerKeys {
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  return async () => {
    discovered ??= discover(issuer);
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw error;
    }
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_MILLISECONDS) }).catch((cause: unknown) => {
    throw new IssuerUnreachableError(`${url} does not answer.`, { cause });
  });
  const document: unknown = answer.ok ? await answer.json() : undefined;
  const named =
    typeof document === 'object' && document !== null && 'jwks_uri' in document ? document.jwks_uri : undefined;
  if (typeof named !== 'string') throw new IssuerUnreachableError(`${url} names no keys (${answer.status}).`);
  return createRemoteJWKSet(new URL(named), { timeoutDuration: FETCH_MILLISECONDS });
}

/** The issuer of tokens can not be asked for its keys now. */
export class IssuerUnreachableError extends Error {
  override readonly name = 'IssuerUnreachableError';
}
