import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createS3BlobStore } from '../../../shared/adapters/s3/s3-blob-store.ts';
import { createS3Client } from '../../../shared/adapters/s3/s3-client.ts';
import { blobStoreContract } from '../../contract/blob-store.contract.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { type FakeS3, s3Error, startFakeS3 } from '../../support/aws/fake-s3.ts';

let service: FakeS3;
let client: ReturnType<typeof createS3Client>;
let bucket: string;
let buckets = 0;
beforeAll(async () => {
  service = await startFakeS3();
  client = createS3Client({ ...fakeEndpoint(service.url), forcePathStyle: true });
});
beforeEach(() => {
  bucket = `bucket-${++buckets}`;
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

blobStoreContract('S3', async () => {
  const open = () => createS3BlobStore({ client, bucket });
  return { blobs: open(), reopen: async () => open(), dispose: async () => {} };
});

describe('errors of S3', () => {
  const blobs = () => createS3BlobStore({ client, bucket });
  const content = new TextEncoder().encode('x');

  it('puts and gets again after a lost answer or a fault on the other side', async () => {
    service.failNext('hang up');
    service.failNext(s3Error('InternalError', 500));
    await blobs().put('a', content, 'text/plain');
    service.failNext('hang up', 2);
    expect(await blobs().get('a')).toEqual({ content, contentType: 'text/plain' });
  });

  it('tells of throttling that does not end', async () => {
    service.failNext(s3Error('SlowDown', 503), 3);
    await expect(blobs().get('a')).rejects.toMatchObject({ name: 'ThrottledError' });
  });

  it('does not take a refusal for an absent blob', async () => {
    service.failNext(s3Error('AccessDenied', 403));
    await expect(blobs().get('a')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('does not take an absent bucket for an absent blob', async () => {
    service.failNext(s3Error('NoSuchBucket', 404));
    await expect(blobs().get('a')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
