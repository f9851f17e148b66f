import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** How long what was replaced or deleted can be brought back. */
const UNDO_DAYS = 35;
/** How long it is known who read what. */
const ACCESS_LOG_DAYS = 365;

const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
} as const;

/** A bucket that only our own roles reach, which remembers what was replaced and who read what. */
export function createPrivateBucket(
  scope: Construct,
  id: string,
  options: { settings: Settings; accessLogs: IBucket },
): IBucket {
  const { settings, accessLogs } = options;
  return asBucket(
    new Bucket(scope, id, {
      ...PRIVATE,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${id}/`,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(UNDO_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: settings.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    }),
  );
}

/** Where buckets write down who read what. */
export function createAccessLogBucket(scope: Construct, settings: Settings): IBucket {
  return asBucket(
    new Bucket(scope, 'AccessLogs', {
      ...PRIVATE,
      lifecycleRules: [{ expiration: Duration.days(ACCESS_LOG_DAYS) }],
      removalPolicy: settings.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    }),
  );
}

/** The classes of CDK are written without `exactOptionalPropertyTypes`, so a bucket does not count as one of its own interface. */
function asBucket(bucket: Bucket): IBucket {
  return bucket as IBucket;
}
