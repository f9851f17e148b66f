import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '../../../shared/adapters/dynamodb/dynamo-client.ts';
import { createTable } from '../../../shared/adapters/dynamodb/temporary-table.ts';
import type { StateMachines } from '../../../shared/ports/state-machines.ts';
import { type FakeCognito, startFakeCognito } from './fake-cognito.ts';
import { startFakeDynamo } from './fake-dynamo.ts';
import { startFakeS3 } from './fake-s3.ts';
import { type FakeSes, startFakeSes } from './fake-ses.ts';
import { type FakeSqs, startFakeSqs } from './fake-sqs.ts';
import { startFakeSsm } from './fake-ssm.ts';
import { startFakeStepFunctions } from './fake-step-functions.ts';
import type { FakeServer } from './http-server.ts';

/** All services that the product uses, at the wire. */
export interface FakeAws {
  readonly sqs: FakeSqs;
  readonly ses: FakeSes;
  readonly cognito: FakeCognito;
  /** What a function's environment says of them, endpoints and credentials included. */
  readonly environment: Readonly<Record<string, string>>;
  /** Everything that is kept for longer than a call, by name: tables, queues, buckets, parameters, pools, senders. */
  inventory(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const TABLE = 'items';
const POOL = 'eu-west-1_fake';
const VISIBILITY_SECONDS = 90;
const SIGNED_BY = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'fake', AWS_SECRET_ACCESS_KEY: 'fake' };

/** Starts them, with table, queues, bucket and pool; the state machines are somebody else's. */
export async function startFakeAws(machines: StateMachines): Promise<FakeAws> {
  const dynamo = await startFakeDynamo();
  const sqs = await startFakeSqs({ now: Date.now, visibilityTimeoutSeconds: VISIBILITY_SECONDS });
  const ses = await startFakeSes('refused@nowhere.example');
  const cognito = await startFakeCognito(POOL);
  const [s3, ssm, states] = await Promise.all([startFakeS3(), startFakeSsm(), startFakeStepFunctions(machines)]);
  const servers: readonly FakeServer[] = [dynamo, sqs, ses, cognito, s3, ssm, states];
  const client = createDynamoClient({ endpoint: dynamo.url, region: 'eu-west-1', credentials: CREDENTIALS });
  await createTable(client, TABLE);
  return {
    sqs,
    ses,
    cognito,
    environment: {
      ...SIGNED_BY,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
      AWS_ENDPOINT_URL_SQS: sqs.url,
      AWS_ENDPOINT_URL_SESV2: ses.url,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
      AWS_ENDPOINT_URL_S3: s3.url,
      AWS_ENDPOINT_URL_SSM: ssm.url,
      AWS_ENDPOINT_URL_SFN: states.url,
      TABLE_NAME: TABLE,
      BLOB_BUCKET_NAME: 'blobs',
      EVENT_QUEUE_URL: sqs.urls.events,
      DECISION_QUEUE_URL: sqs.urls.decisions,
      NOTIFICATION_QUEUE_URL: sqs.urls.notifications,
      SECRET_PREFIX: '/werkstroom/test/',
      INGEST_QUOTA: '150000',
      USER_POOL_ID: POOL,
      EXECUTION_ROLE_ARN: 'arn:aws:iam::000000000000:role/execution',
      RUN_ACTION_FUNCTION: 'run-action',
      AWAIT_EVENT_FUNCTION: 'await-event',
      MAIL_FROM: 'werkstroom@cronus.example',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
    inventory: async () => [
      ...((await client.send(new ListTablesCommand({}))).TableNames ?? []),
      ...sqs.names(),
      ...s3.paths(),
      ...ssm.names(),
      ...cognito.pools(),
      ...ses.senders(),
    ],
    close: async () => {
      client.destroy();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

const CREDENTIALS = { accessKeyId: 'fake', secretAccessKey: 'fake' };
