import type { BlobStore } from '../../ports/blob-store.ts';
import { createS3BlobStore } from './s3-blob-store.ts';
import { createS3Client } from './s3-client.ts';

/** Blobs in a bucket, with a client of their own. */
export function openS3BlobStore(bucket: string): BlobStore {
  return createS3BlobStore({ client: createS3Client(), bucket });
}
