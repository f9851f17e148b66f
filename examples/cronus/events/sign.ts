import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is signed (Standard Webhooks 1.0.0). */
export interface SignedParts {
  /** `webhook-id`. */
  readonly id: string;
  /** `webhook-timestamp`: integer seconds since 1970 as text. */
  readonly timestamp: string;
  /** The raw body, byte for byte. */
  readonly body: string;
}

/** The scheme's own tolerance, in either direction. */
const TOLERANCE_SECONDS = 300;

/** `webhook-signature`: HMAC-SHA256 over `id.timestamp.body` with the bytes behind `whsec_`. */
export function sign({ id, timestamp, body }: SignedParts, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Why a message is not believed, or undefined when it is. `signature` may hold several, separated by spaces, while a secret is renewed. */
export function signatureFault(
  message: SignedParts & { readonly signature: string },
  secret: string,
  now: number,
): string | undefined {
  const { id, timestamp, signature } = message;
  if (!id || !timestamp || !signature) return 'webhook-id, webhook-timestamp and webhook-signature are needed.';
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now / 1000 - seconds) <= TOLERANCE_SECONDS)) {
    return 'webhook-timestamp is more than 5 minutes away from now.';
  }
  const expected = Buffer.from(sign(message, secret));
  const fits = signature.split(' ').some((entry) => {
    const given = Buffer.from(entry);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return fits ? undefined : 'webhook-signature does not fit the body.';
}
