import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BlobStore } from '../../ports/blob-store.ts';
import { asThrottled } from '../aws/as-throttled.ts';
import { segmentsOfName } from '../names/segmented-name.ts';

/** What is shown to whoever looks into the bucket. The type of a blob may be any text, which a header does not hold: it is metadata. */
const SHOWN_TYPE = 'application/octet-stream';
const TYPE = 'content-type';

/** Keeps blobs as objects of one bucket, under their names. S3 shows a put to every read that begins after it. */
export function createS3BlobStore({ client, bucket }: { client: S3Client; bucket: string }): BlobStore {
  const objectOf = (name: string) => ({ Bucket: bucket, Key: segmentsOfName(name).join('/') });
  return {
    async put(name, content, contentType) {
      const Metadata = { [TYPE]: encodeURIComponent(contentType) };
      const object = { ...objectOf(name), Body: content, ContentType: SHOWN_TYPE, Metadata };
      await client.send(new PutObjectCommand(object)).catch(rethrow);
    },
    async get(name) {
      const object = await client.send(new GetObjectCommand(objectOf(name))).catch(ignoreAbsence);
      if (!object) return undefined;
      return {
        content: await contentOf(object),
        contentType: decodeURIComponent(object.Metadata?.[TYPE] ?? SHOWN_TYPE),
      };
    },
    async delete(name) {
      await client.send(new DeleteObjectCommand(objectOf(name))).catch(rethrow);
    },
  };
}

async function contentOf({ Body }: GetObjectCommandOutput): Promise<Uint8Array> {
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
}

function rethrow(error: unknown): never {
  throw asThrottled(error, 'S3');
}

function ignoreAbsence(error: unknown): undefined {
  if (!(error instanceof Error && error.name === 'NoSuchKey')) rethrow(error);
}
