import { createDynamoClient } from '../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { readEnvironment } from '../../shared/adapters/environment/read-environment.ts';
import { createPowertoolsLog } from '../../shared/adapters/powertools/powertools-log.ts';
import { createLazyS3BlobStore } from '../../shared/adapters/s3/lazy-s3-blob-store.ts';
import { createSesClient } from '../../shared/adapters/ses/ses-client.ts';
import { createSesMailer } from '../../shared/adapters/ses/ses-mailer.ts';
import { countTries } from '../../shared/adapters/sqs/count-tries.ts';
import { createSqsClient } from '../../shared/adapters/sqs/sqs-client.ts';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import declaration from './function.ts';
import { makeHandler } from './handler.ts';

const environment = readEnvironment(declaration.environment);
const ids = createSystemIdSource(clock);
const log = createPowertoolsLog(declaration.name);
const store = createDynamoItemStore({ client: createDynamoClient(), table: environment.TABLE_NAME, clock, ids });
const blobs = createLazyS3BlobStore(environment.BLOB_BUCKET_NAME);
const client = createSqsClient();
const urls = { notifications: environment.NOTIFICATION_QUEUE_URL };

/** Fed by SQS: tries are counted around the handler. */
export const handler = countTries(
  { client, urls, store, blobs, clock, log },
  makeHandler({
    store,
    blobs,
    mailer: createSesMailer({ client: createSesClient(), from: environment.MAIL_FROM }),
    clock,
    ids,
    log,
    settings: { publicBaseUrl: environment.PUBLIC_BASE_URL },
  }),
);
