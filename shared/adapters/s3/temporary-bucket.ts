import {
  BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Creates a bucket for blobs in the client's region. For tests and trials. @returns what deletes it with everything in it. */
export async function createBucket(client: S3Client, bucket: string): Promise<() => Promise<void>> {
  const region = await client.config.region();
  const LocationConstraint = Object.values(BucketLocationConstraint).find((location) => location === region);
  // The oldest region takes no name of itself.
  await client.send(
    new CreateBucketCommand({
      Bucket: bucket,
      ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
    }),
  );
  const keys = async (): Promise<string[]> => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    return Contents.flatMap(({ Key }) => Key ?? []);
  };
  return async () => {
    for (let left = await keys(); left.length > 0; left = await keys()) {
      for (const Key of left) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    }
    await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  };
}
