import type { BlobStore } from '../../ports/blob-store.ts';

/**
 * Blobs in S3, whose client is loaded with the first of them: it is a quarter of a function's code, and only large records, attachments and
 * stories of runs are blobs. Bundled with code splitting, it does not count for a cold start.
 */
export function createLazyS3BlobStore(bucket: string): BlobStore {
  let opened: Promise<BlobStore> | undefined;
  const open = (): Promise<BlobStore> => {
    opened ??= import('./open-s3-blob-store.ts').then(({ openS3BlobStore }) => openS3BlobStore(bucket));
    return opened;
  };
  return {
    put: async (name, content, contentType) => (await open()).put(name, content, contentType),
    get: async (name) => (await open()).get(name),
    delete: async (name) => (await open()).delete(name),
  };
}
