import type { BlobStore } from '../../ports/blob-store.ts';
import { lazily } from '../lazy/lazily.ts';

/** Blobs in S3. Its client is a quarter of a function's code, and only large records, attachments and stories of runs are blobs. */
export function createLazyS3BlobStore(bucket: string): BlobStore {
  return lazily(async () => {
    const { openS3BlobStore } = await import('./open-s3-blob-store.ts');
    return openS3BlobStore(bucket);
  });
}
