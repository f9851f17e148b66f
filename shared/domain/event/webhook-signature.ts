import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** How far a timestamp may be from now, in either direction (the value of the Standard Webhooks libraries). */
const TOLERANCE_SECONDS = 300;
const SECRET_PREFIX = 'whsec_';
/** Keys that are kept: making one costs four times as much as signing with it. */
const KEPT_KEYS = 1_000;
const keys = new Map<string, KeyObject>();

export interface SignedMessage {
  /** `webhook-id`. */
  readonly id: string;
  /** `webhook-timestamp`, integer seconds since 1970 as text. */
  readonly timestamp: string;
  /** The raw body, byte for byte. */
  readonly body: string;
}

/** `webhook-signature` of a message (Standard Webhooks 1.0.0): HMAC-SHA256 over `id.timestamp.body`. */
export function signWebhook(message: SignedMessage, secret: string): string {
  const signed = `${message.id}.${message.timestamp}.${message.body}`;
  return `v1,${createHmac('sha256', keyOfSecret(secret)).update(signed).digest('base64')}`;
}

/** What is wrong with a signature, or undefined when one entry of the list fits one of the secrets. */
export function signatureFault(
  message: SignedMessage & { signature: string },
  secrets: readonly string[],
  now: number,
): 'missing' | 'too-old-or-new' | 'does-not-match' | undefined {
  if (!message.id || !message.timestamp || !message.signature) return 'missing';
  const seconds = /^\d{1,12}$/.test(message.timestamp) ? Number(message.timestamp) : Number.NaN;
  if (!(Math.abs(now / 1000 - seconds) <= TOLERANCE_SECONDS)) return 'too-old-or-new';
  const offered = message.signature.split(' ').filter((entry) => entry.startsWith('v1,'));
  const fits = secrets.some((secret) => {
    const expected = Buffer.from(signWebhook(message, secret));
    return offered.some((entry) => {
      const given = Buffer.from(entry);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  });
  return fits ? undefined : 'does-not-match';
}

function keyOfSecret(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known) return known;
  const bytes = Buffer.from(secret.slice(secret.startsWith(SECRET_PREFIX) ? SECRET_PREFIX.length : 0), 'base64');
  if (keys.size >= KEPT_KEYS) keys.clear();
  const key = createSecretKey(bytes);
  keys.set(secret, key);
  return key;
}
