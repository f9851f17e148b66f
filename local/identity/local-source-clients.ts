import { createHash, timingSafeEqual } from 'node:crypto';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import type { SourceClients } from '../../shared/ports/source-clients.ts';

/** Client credentials of sources, for the development identity provider. */
export interface LocalSourceClients extends SourceClients {
  /** Whether these are the credentials of a source. */
  accepts(clientId: string, clientSecret: string): Promise<boolean>;
}

interface StoredClient {
  readonly company: string;
  readonly source: string;
  /** SHA-256 of the secret, hexadecimal. The secret has 256 random bits, so a slow hash would add nothing. */
  readonly secretHash: string;
}

const SECRET_BYTES = 32;
const CLIENT_ID = /^client-[A-Za-z0-9-]{1,36}$/;

/** Keeps the clients among the secrets, with a hash only of what they must know. */
export function createLocalSourceClients({ secrets, ids }: { secrets: Secrets; ids: IdSource }): LocalSourceClients {
  return {
    async create(company, source) {
      const clientId = `client-${ids.newId()}`;
      const clientSecret = ids.newSecret(SECRET_BYTES);
      const stored: StoredClient = { company, source, secretHash: hashOf(clientSecret).toString('hex') };
      await secrets.put(nameOf(clientId), JSON.stringify(stored));
      return { clientId, clientSecret };
    },
    async remove(clientId) {
      if (CLIENT_ID.test(clientId)) await secrets.delete(nameOf(clientId));
    },
    async accepts(clientId, clientSecret) {
      const text = CLIENT_ID.test(clientId) ? await secrets.get(nameOf(clientId)) : undefined;
      if (text === undefined) return false;
      const { secretHash }: StoredClient = JSON.parse(text);
      return timingSafeEqual(Buffer.from(secretHash, 'hex'), hashOf(clientSecret));
    },
  };
}

function nameOf(clientId: string): string {
  return `source-clients/${clientId}`;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
