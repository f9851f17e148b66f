import { randomUUID } from 'node:crypto';
import { createS3BlobStore } from '../../../shared/adapters/s3/s3-blob-store.ts';
import { createS3Client } from '../../../shared/adapters/s3/s3-client.ts';
import { createBucket } from '../../../shared/adapters/s3/temporary-bucket.ts';
import { blobStoreContract } from '../../contract/blob-store.contract.ts';

blobStoreContract('S3, connected', async () => {
  const client = createS3Client();
  const bucket = `werkstroom-test-${randomUUID()}`;
  const dispose = await createBucket(client, bucket);
  const open = () => createS3BlobStore({ client, bucket });
  return { blobs: open(), reopen: async () => open(), dispose };
});
