import { createDynamoClient } from '../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { readEnvironment } from '../../shared/adapters/environment/read-environment.ts';
import { createPowertoolsLog } from '../../shared/adapters/powertools/powertools-log.ts';
import { createLazyS3BlobStore } from '../../shared/adapters/s3/lazy-s3-blob-store.ts';
import { createSqsClient } from '../../shared/adapters/sqs/sqs-client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/sqs-queue.ts';
import { rememberSecrets } from '../../shared/adapters/ssm/remembered-secrets.ts';
import { createSsmClient } from '../../shared/adapters/ssm/ssm-client.ts';
import { createSsmSecrets } from '../../shared/adapters/ssm/ssm-secrets.ts';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import declaration from './function.ts';
import { makeHandler } from './handler.ts';

const environment = readEnvironment(declaration.environment);
const ids = createSystemIdSource(clock);
const log = createPowertoolsLog(declaration.name);
const store = createDynamoItemStore({ client: createDynamoClient(), table: environment.TABLE_NAME, clock, ids });
const blobs = createLazyS3BlobStore(environment.BLOB_BUCKET_NAME);

/** What Lambda calls. Everything above is made once for the life of the container. */
export const handler = makeHandler(
  {
    store,
    blobs,
    queue: createSqsQueue({ client: createSqsClient(), urls: { events: environment.EVENT_QUEUE_URL }, ids }),
    secrets: rememberSecrets(createSsmSecrets({ client: createSsmClient(), prefix: environment.SECRET_PREFIX }), clock),
    clock,
    ids,
    log,
  },
  { events: Number(environment.INGEST_QUOTA) },
);
