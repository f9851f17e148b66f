import { createCognitoClient } from '../../shared/adapters/cognito/cognito-client.ts';
import { createPool } from '../../shared/adapters/cognito/temporary-pool.ts';
import { createDynamoClient } from '../../shared/adapters/dynamodb/dynamo-client.ts';
import { createTable } from '../../shared/adapters/dynamodb/temporary-table.ts';
import { createS3Client } from '../../shared/adapters/s3/s3-client.ts';
import { createBucket } from '../../shared/adapters/s3/temporary-bucket.ts';
import { createSesClient } from '../../shared/adapters/ses/ses-client.ts';
import { createSender } from '../../shared/adapters/ses/temporary-sender.ts';
import { createSqsClient } from '../../shared/adapters/sqs/sqs-client.ts';
import { createQueues } from '../../shared/adapters/sqs/temporary-queues.ts';
import { removeParameters } from '../../shared/adapters/ssm/remove-parameters.ts';
import { createSsmClient } from '../../shared/adapters/ssm/ssm-client.ts';
import { DEFAULT_INGEST_QUOTA } from '../../shared/domain/event/ingest-quota.ts';
import type { QueueName } from '../../shared/ports/queue.ts';

/** Everything that the functions need of AWS, under names of its own. */
export interface TemporaryCloud {
  /** What it adds to a function's environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly queueUrls: Readonly<Record<QueueName, string>>;
  acceptsClient(clientId: string, clientSecret: string): Promise<boolean>;
}

/**
 * Creates table, queues, bucket, user pool and sender at the endpoints of this process's environment.
 *
 * @param prefix of every name.
 * @param onMade is told at once how to remove what was made, so that a failure half-way leaves nothing behind.
 */
export async function createTemporaryCloud(
  prefix: string,
  onMade: (remove: () => Promise<void>) => void,
): Promise<TemporaryCloud> {
  onMade(await createTable(createDynamoClient(), prefix));
  const queues = await createQueues(createSqsClient(), prefix);
  onMade(queues.remove);
  onMade(await createBucket(createS3Client(), prefix));
  const pool = await createPool(createCognitoClient(), prefix);
  onMade(pool.remove);
  const sender = `${prefix}@cronus.example`;
  onMade(await createSender(createSesClient(), sender));
  const secretPrefix = `/${prefix}/`;
  onMade(() => removeParameters(createSsmClient(), secretPrefix));
  return {
    environment: {
      TABLE_NAME: prefix,
      BLOB_BUCKET_NAME: prefix,
      EVENT_QUEUE_URL: queues.urls.events,
      DECISION_QUEUE_URL: queues.urls.decisions,
      NOTIFICATION_QUEUE_URL: queues.urls.notifications,
      SECRET_PREFIX: secretPrefix,
      INGEST_QUOTA: String(DEFAULT_INGEST_QUOTA.events),
      USER_POOL_ID: pool.id,
      MAIL_FROM: sender,
      RUN_ACTION_FUNCTION: 'run-action',
      AWAIT_EVENT_FUNCTION: 'await-event',
    },
    queueUrls: queues.urls,
    acceptsClient: pool.accepts,
  };
}
