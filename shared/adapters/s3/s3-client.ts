import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { clientSettings } from '../aws/client-settings.ts';

/** A blob of some megabytes takes well under a second inside a region. */
const ANSWER_MILLISECONDS = 10_000;

/** The client of the blobs. Its repetitions are harmless: a blob is put whole, under its name. */
export function createS3Client(overrides: S3ClientConfig = {}): S3Client {
  return new S3Client({ ...clientSettings({ answerMilliseconds: ANSWER_MILLISECONDS }), ...overrides });
}
