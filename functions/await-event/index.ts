import { createDynamoClient } from '../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { readEnvironment } from '../../shared/adapters/environment/read-environment.ts';
import { WorkerExpressionEvaluator } from '../../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { createLazyS3BlobStore } from '../../shared/adapters/s3/lazy-s3-blob-store.ts';
import { createSqsClient } from '../../shared/adapters/sqs/sqs-client.ts';
import { createSqsQueue } from '../../shared/adapters/sqs/sqs-queue.ts';
import { createSfnClient } from '../../shared/adapters/stepfunctions/sfn-client.ts';
import { createSfnStateMachines } from '../../shared/adapters/stepfunctions/sfn-state-machines.ts';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import declaration from './function.ts';
import { makeHandler } from './handler.ts';

const environment = readEnvironment(declaration.environment);
const ids = createSystemIdSource(clock);
const store = createDynamoItemStore({ client: createDynamoClient(), table: environment.TABLE_NAME, clock, ids });
const blobs = createLazyS3BlobStore(environment.BLOB_BUCKET_NAME);

/** What Lambda calls. Everything above is made once for the life of the container. */
export const handler = makeHandler({
  store,
  blobs,
  queue: createSqsQueue({
    client: createSqsClient(),
    urls: { decisions: environment.DECISION_QUEUE_URL, notifications: environment.NOTIFICATION_QUEUE_URL },
    ids,
  }),
  machines: createSfnStateMachines({ client: createSfnClient() }),
  evaluator: new WorkerExpressionEvaluator(new URL('./expression-worker.mjs', import.meta.url)),
  clock,
  ids,
});
