import { type SecretVersion, type Source, secretNameOf } from '../domain/company/company.ts';
import type { Ports } from '../ports/ports.ts';

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
/** How long the old signing secret is accepted after a rotation. */
const OVERLAP_MILLISECONDS = 24 * 3_600_000;

type SecretPorts = Pick<Ports, 'secrets' | 'clock' | 'ids'>;

/** A signing secret that was made and is kept. `text` is shown once and never again. */
export interface NewSecret {
  readonly version: number;
  readonly text: string;
}

/**
 * Makes and keeps a signing secret before anything refers to it. Its number is the present moment with a random end, so that two which are
 * made at once do not overwrite each other.
 */
export async function createSigningSecret(
  ports: SecretPorts,
  source: { company: string; id: string },
): Promise<NewSecret> {
  const version = ports.clock.now() * 1000 + Math.floor(ports.ids.random() * 1000);
  const text = `whsec_${Buffer.from(ports.ids.newSecret(SECRET_BYTES), 'base64url').toString('base64')}`;
  await ports.secrets.put(secretNameOf(source, version), text);
  return { version, text };
}

/** Forgets a secret that came to nothing. */
export async function discardSecret(
  ports: Pick<Ports, 'secrets'>,
  source: { company: string; id: string },
  version: number,
): Promise<void> {
  await ports.secrets.delete(secretNameOf(source, version));
}

/** The secrets that are accepted once `added` is the newest: the one before it for 24 hours more. */
export function rotatedVersions(source: Source, added: number, now: number): readonly SecretVersion[] {
  const until = new Date(now + OVERLAP_MILLISECONDS).toISOString();
  const kept = source.secretVersions
    .filter(({ validUntil }) => validUntil === undefined || Date.parse(validUntil) > now)
    .map((old) => ({ version: old.version, validUntil: old.validUntil ?? until }));
  return [...kept, { version: added }];
}
