import type { IdSource } from '../../shared/ports/id-source.ts';
import { seededRandom } from './seeded-random.ts';

/** Ids and secrets that are the same for the same seed: `id-000001`, `id-000002`, ... */
export function createSeededIdSource(seed = 1): IdSource {
  const random = seededRandom(seed);
  let count = 0;
  return {
    newId: () => `id-${String(++count).padStart(6, '0')}`,
    newSecret: (bytes) =>
      Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256))).toString('base64url'),
    random,
  };
}
