import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../../ports/clock.ts';
import { createIssuerKeys, type IssuerKeys } from './issuer-keys.ts';

/** Somebody whose tokens are accepted. */
export interface TrustedIssuer {
  /** As in the tokens' `iss`, to the letter. */
  readonly issuer: string;
  /** What must stand in `aud`. Absent for our own pool: its access tokens have none. */
  readonly audience?: string;
}

/** Asymmetric only: with a shared secret, whoever can verify could also sign. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Verifies tokens: signature by the issuer's published keys, issuer, audience, lifetime. An id token of our own pool is refused: it says who
 * signed in to the console, not what may be called.
 *
 * @returns the bearer, or undefined when the token is not valid. @throws when the keys can not be had now.
 */
export function createTokenVerifier(options: {
  issuers: readonly TrustedIssuer[];
  clock: Clock;
}): (token: string) => Promise<{ issuer: string; subject: string } | undefined> {
  const trusted = new Map(options.issuers.map((one) => [one.issuer, { ...one, keys: createIssuerKeys(one.issuer) }]));
  return async (token) => {
    const known = trusted.get(issuerOf(token) ?? '');
    const claims = known && (await verified(token, known, options.clock));
    const isForCalls = claims?.token_use === undefined || claims.token_use === 'access';
    return known && claims?.sub && isForCalls ? { issuer: known.issuer, subject: claims.sub } : undefined;
  };
}

/** Whom the token names, before anything is believed: it only chooses whose keys to use. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function verified(
  token: string,
  { issuer, audience, keys }: TrustedIssuer & { readonly keys: IssuerKeys },
  clock: Clock,
): Promise<JWTPayload | undefined> {
  const demands = {
    issuer,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['sub', 'exp'],
  };
  try {
    const { payload } = await jwtVerify(token, await keys(), {
      ...demands,
      currentDate: new Date(clock.now()),
      ...(audience !== undefined && { audience }),
    });
    return payload;
  } catch (error) {
    if (isFaultOfToken(error)) return undefined;
    throw error;
  }
}

/** Everything that jose finds wrong, except what is wrong with the keys' side. */
function isFaultOfToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return (
    !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) && error.code !== 'ERR_JOSE_GENERIC'
  );
}
