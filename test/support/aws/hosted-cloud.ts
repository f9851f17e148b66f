import { setTimeout as pause } from 'node:timers/promises';
import type { SQSBatchResponse } from 'aws-lambda';
import { createEngine } from '../../../local/engine/engine.ts';
import { requestAnswerer } from '../../../local/http/answer-request.ts';
import { jsonAnswer } from '../../../local/http/local-answers.ts';
import { startHttpServer } from '../../../local/http/server.ts';
import { LOCAL_ISSUER, openLocalTokens } from '../../../local/identity/local-tokens.ts';
import { tokenRoutes } from '../../../local/identity/token-routes.ts';
import { linksInMail } from '../../../local/mail/links-in-mail.ts';
import { statusChangeEvent } from '../../../local/status-change-event.ts';
import { openDatabase } from '../../../local/store/database.ts';
import { createDynamoClient } from '../../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { createSqsClient } from '../../../shared/adapters/sqs/sqs-client.ts';
import { createSsmClient } from '../../../shared/adapters/ssm/ssm-client.ts';
import { createSsmSecrets } from '../../../shared/adapters/ssm/ssm-secrets.ts';
import { systemClock as clock } from '../../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../../shared/adapters/system/system-id-source.ts';
import type { ItemStore } from '../../../shared/ports/item-store.ts';
import { createSilentLog } from '../silent-log.ts';
import { deliverOnce } from './event-source.ts';
import { type FakeAws, startFakeAws } from './fake-aws.ts';
import { functionNamed, type HostedFunction, invokeTask, loadFunctions, routesOf } from './hosted-functions.ts';

/** The cloud half in one process: the functions' own entries and adapters, AWS at the wire behind them. */
export interface HostedCloud {
  readonly url: string;
  readonly aws: FakeAws;
  readonly store: ItemStore;
  readonly secrets: ReturnType<typeof createSsmSecrets>;
  readonly clock: typeof clock;
  readonly ids: ReturnType<typeof createSystemIdSource>;
  readonly functions: readonly HostedFunction[];
  /** Everything that the engine or API Gateway could not do. */
  readonly faults: readonly unknown[];
  stop(): Promise<void>;
}

/** How long an event source waits when its queue was empty. */
const IDLE_MILLISECONDS = 10;
/** Who stands in for API Gateway asks no authorizer. */
const NOT_HOSTED = ['authorize-request'];

/**
 * Starts it. The environment of this process is changed, so one at a time.
 *
 * @param follow puts something around each function, as soon as it is loaded.
 */
export async function startHostedCloud(
  follow: (hosted: HostedFunction) => HostedFunction = (hosted) => hosted,
): Promise<HostedCloud> {
  const ids = createSystemIdSource(clock);
  const log = createSilentLog();
  const database = openDatabase(':memory:');
  let functions: readonly HostedFunction[] = [];
  const engine = createEngine({
    database,
    clock,
    ids,
    invokeFunction: (name, payload) => invokeTask(functions, name, payload),
    onStatusChange: async (change) => {
      await functionNamed(functions, 'finish-run').invoke(statusChangeEvent(change));
    },
    onFault: (error) => log.error('engine', error),
  });
  const aws = await startFakeAws(engine);
  let answer: ReturnType<typeof requestAnswerer> | undefined;
  const server = await startHttpServer({
    port: 0,
    clock,
    ids,
    handle: async (request) => answer?.(request) ?? { statusCode: 503 },
  });
  const url = `http://127.0.0.1:${server.port}`;
  Object.assign(process.env, aws.environment, { PUBLIC_BASE_URL: url, TOKEN_ISSUER: LOCAL_ISSUER });
  functions = (await loadFunctions(NOT_HOSTED)).map(follow);
  await engine.startUp();

  const store = createDynamoItemStore({
    client: createDynamoClient(),
    table: aws.environment.TABLE_NAME ?? '',
    clock,
    ids,
  });
  const secrets = createSsmSecrets({ client: createSsmClient(), prefix: '/werkstroom/test/' });
  const tokens = await openLocalTokens({ secrets, clock });
  answer = requestAnswerer({
    routes: routesOf(functions),
    localRoutes: [...tokenRoutes({ store, tokens, clients: clientsOf(aws) }), mailRoute(aws)],
    verifyToken: tokens.verify,
    log,
  });
  const sources = startEventSources(functions, aws);
  return {
    url,
    aws,
    store,
    secrets,
    clock,
    ids,
    functions,
    faults: log.errors,
    async stop() {
      await sources.stop();
      await server.close();
      await engine.drain(1_000);
      await aws.close();
      database.close();
    },
  };
}

/** Feeds the functions that declare queues, one batch of each queue at a time. */
function startEventSources(functions: readonly HostedFunction[], aws: FakeAws): { stop(): Promise<void> } {
  const client = createSqsClient();
  let isStopping = false;
  const loops = functions.flatMap(({ declaration, invoke }) =>
    declaration.feeds.map(async (feed) => {
      if (feed.kind !== 'queue') return;
      const source = { url: aws.sqs.urls[feed.queue], batchSize: feed.batchSize };
      while (!isStopping) {
        const isBusy = await deliverOnce(client, source, (event) => invoke(event) as Promise<SQSBatchResponse>);
        if (!isBusy) await pause(IDLE_MILLISECONDS);
      }
    }),
  );
  return {
    async stop() {
      isStopping = true;
      await Promise.all(loops);
      client.destroy();
    },
  };
}

/** The clients that sources were given in the pool; the demo has one source. */
function clientsOf(aws: FakeAws): Parameters<typeof tokenRoutes>[0]['clients'] {
  const nobody = async (): Promise<never> => {
    throw new Error('Clients are made by the functions.');
  };
  return {
    create: nobody,
    remove: nobody,
    verify: async (clientId, clientSecret) =>
      aws.cognito.accepts(clientId, clientSecret) ? { company: 'cronus', source: 'cronus' } : undefined,
  };
}

/** What SES was given, in the form of the one-machine mail box. */
function mailRoute(aws: FakeAws): Parameters<typeof requestAnswerer>[0]['localRoutes'][number] {
  return {
    method: 'GET',
    path: /^\/local\/mails$/,
    answer: async (request) => {
      const to = new URLSearchParams(request.url.split('?')[1]).get('to');
      const mails = aws.ses.mails.filter((mail) => to === null || mail.to === to).toReversed();
      return jsonAnswer(
        200,
        mails.map((mail) => ({ ...mail, links: linksInMail(mail) })),
      );
    },
  };
}
