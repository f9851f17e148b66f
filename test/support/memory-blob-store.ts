import { segmentsOfName } from '../../shared/adapters/names/segmented-name.ts';
import type { BlobStore } from '../../shared/ports/blob-store.ts';

/** Blobs that a test can list. */
export interface MemoryBlobStore extends BlobStore {
  names(): readonly string[];
}

/** Keeps copies of the contents. */
export function createMemoryBlobStore(): MemoryBlobStore {
  const blobs = new Map<string, { content: Uint8Array; contentType: string }>();
  return {
    async put(name, content, contentType) {
      segmentsOfName(name);
      blobs.set(name, { content: Uint8Array.from(content), contentType });
    },
    async get(name) {
      segmentsOfName(name);
      return structuredClone(blobs.get(name));
    },
    async delete(name) {
      segmentsOfName(name);
      blobs.delete(name);
    },
    names: () => [...blobs.keys()].sort(),
  };
}
