import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { createS3BlobStore } from '../../../shared/adapters/s3/s3-blob-store.ts';
import { createS3Client } from '../../../shared/adapters/s3/s3-client.ts';
import { blobStoreContract } from '../../contract/blob-store.contract.ts';

blobStoreContract('S3, connected', async () => {
  const client = createS3Client();
  const bucket = `werkstroom-test-${randomUUID()}`;
  const LocationConstraint = (await client.config.region()) as 'eu-west-1';
  await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint } }));
  const open = () => createS3BlobStore({ client, bucket });
  return {
    blobs: open(),
    reopen: async () => open(),
    async dispose() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
      for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      await client.send(new DeleteBucketCommand({ Bucket: bucket }));
    },
  };
});
