import { createLazyCognitoSourceClients } from '../../shared/adapters/cognito/lazy-cognito-source-clients.ts';
import { createDynamoClient } from '../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { readEnvironment } from '../../shared/adapters/environment/read-environment.ts';
import { createLazyHttpClient } from '../../shared/adapters/http/lazy-http-client.ts';
import { WorkerExpressionEvaluator } from '../../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { createPowertoolsLog } from '../../shared/adapters/powertools/powertools-log.ts';
import { createLazyS3BlobStore } from '../../shared/adapters/s3/lazy-s3-blob-store.ts';
import { createItemDeadLetters } from '../../shared/adapters/sqs/item-dead-letters.ts';
import { createLazySqsQueue } from '../../shared/adapters/sqs/lazy-sqs-queue.ts';
import { createLazySsmSecrets } from '../../shared/adapters/ssm/lazy-ssm-secrets.ts';
import { rememberSecrets } from '../../shared/adapters/ssm/remembered-secrets.ts';
import { createLazySfnStateMachines } from '../../shared/adapters/stepfunctions/lazy-sfn-state-machines.ts';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import declaration from './function.ts';
import { makeHandler } from './handler.ts';

const environment = readEnvironment(declaration.environment);
const ids = createSystemIdSource(clock);
const log = createPowertoolsLog(declaration.name);
const store = createDynamoItemStore({ client: createDynamoClient(), table: environment.TABLE_NAME, clock, ids });
const blobs = createLazyS3BlobStore(environment.BLOB_BUCKET_NAME);
const queue = createLazySqsQueue({
  urls: {
    events: environment.EVENT_QUEUE_URL,
    decisions: environment.DECISION_QUEUE_URL,
    notifications: environment.NOTIFICATION_QUEUE_URL,
  },
  ids,
});

/** What Lambda calls. Everything above is made once for the life of the container. */
export const handler = makeHandler({
  store,
  blobs,
  queue,
  deadLetters: createItemDeadLetters({ store, queue, blobs, clock }),
  machines: createLazySfnStateMachines(),
  secrets: rememberSecrets(createLazySsmSecrets(environment.SECRET_PREFIX), clock),
  sourceClients: createLazyCognitoSourceClients({
    userPoolId: environment.USER_POOL_ID,
    scope: 'werkstroom/api',
  }),
  http: createLazyHttpClient({ allowLoopback: false }),
  evaluator: new WorkerExpressionEvaluator(new URL('./expression-worker.mjs', import.meta.url)),
  clock,
  ids,
  log,
  settings: {
    publicBaseUrl: environment.PUBLIC_BASE_URL,
    defaultIssuer: environment.TOKEN_ISSUER,
    functionNames: { runAction: environment.RUN_ACTION_FUNCTION, awaitEvent: environment.AWAIT_EVENT_FUNCTION },
  },
});
