import { segmentsOfName } from '../../shared/adapters/names/segmented-name.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** Secrets that nobody needs to keep. */
export function createMemorySecrets(): Secrets {
  const secrets = new Map<string, string>();
  return {
    async get(name) {
      segmentsOfName(name);
      return secrets.get(name);
    },
    async put(name, value) {
      segmentsOfName(name);
      secrets.set(name, value);
    },
    async delete(name) {
      segmentsOfName(name);
      secrets.delete(name);
    },
  };
}
