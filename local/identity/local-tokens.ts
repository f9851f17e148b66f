import { errors, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';

const ALGORITHM = 'ES256';
const AUDIENCE = 'werkstroom';
const KEY_NAME = 'identity/signing-key';
export const TOKEN_SECONDS = 8 * 3_600;
const CLOCK_SKEW_SECONDS = 30;

/** Signs and checks the tokens of the development identity provider. */
export interface LocalTokens {
  /** @param claims.company for which a member's token is: people of one name in two companies are two people. */
  issue(claims: { subject: string; clientId?: string; company?: string }): Promise<string>;
  /** The claims of a valid token, or undefined. In another company than its own, a token comes from an issuer that nobody there trusts. */
  verify(token: string, company?: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** The public key, as a JSON Web Key Set. */
  keySet(): { keys: readonly JWK[] };
}

/** The issuer of a runtime's tokens. It does not name the port, since that may change between two starts. */
export const LOCAL_ISSUER = 'urn:werkstroom:local';

/** Keeps one signing key per data folder, made at the first start. */
export async function openLocalTokens(options: { secrets: Secrets; clock: Clock }): Promise<LocalTokens> {
  const { clock } = options;
  const privateJwk = await readOrMakeKey(options.secrets);
  const { d: _, ...publicJwk } = privateJwk;
  const privateKey = await importJWK(privateJwk, ALGORITHM);
  const publicKey = await importJWK(publicJwk, ALGORITHM);
  return {
    async issue({ subject, clientId, company }) {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({ ...(clientId !== undefined && { client_id: clientId }), ...(company && { company }) })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(LOCAL_ISSUER)
        .setSubject(subject)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + TOKEN_SECONDS)
        .sign(privateKey);
    },
    async verify(token, company) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: [ALGORITHM],
          issuer: LOCAL_ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['sub', 'exp'],
          clockTolerance: CLOCK_SKEW_SECONDS,
          currentDate: new Date(clock.now()),
        });
        const elsewhere = company !== undefined && payload.company !== undefined && payload.company !== company;
        return elsewhere ? { ...payload, iss: `${LOCAL_ISSUER}:${payload.company}` } : payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
    keySet: () => ({ keys: [{ ...publicJwk, alg: ALGORITHM, use: 'sig' }] }),
  };
}

async function readOrMakeKey(secrets: Secrets): Promise<JWK> {
  const kept = await secrets.get(KEY_NAME);
  if (kept) return JSON.parse(kept) as JWK;
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  await secrets.put(KEY_NAME, JSON.stringify(jwk));
  return jwk;
}
