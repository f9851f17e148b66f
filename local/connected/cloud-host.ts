import { createDynamoClient } from '../../shared/adapters/dynamodb/dynamo-client.ts';
import { createDynamoItemStore } from '../../shared/adapters/dynamodb/dynamo-item-store.ts';
import { createSsmClient } from '../../shared/adapters/ssm/ssm-client.ts';
import { createSsmSecrets } from '../../shared/adapters/ssm/ssm-secrets.ts';
import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { ItemStore } from '../../shared/ports/item-store.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { QueueName } from '../../shared/ports/queue.ts';
import type { Secrets } from '../../shared/ports/secrets.ts';
import { requestAnswerer } from '../http/answer-request.ts';
import { jsonAnswer } from '../http/local-answers.ts';
import { startHttpServer } from '../http/server.ts';
import { LOCAL_ISSUER, openLocalTokens } from '../identity/local-tokens.ts';
import { tokenRoutes } from '../identity/token-routes.ts';
import { linksInMail } from '../mail/links-in-mail.ts';
import { startEventSources } from './event-sources.ts';
import { type HostedFunction, loadFunctions, routesOf } from './hosted-functions.ts';

/** A mail as SES took it. */
export interface TakenMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What stands around the functions. */
export interface CloudSurroundings {
  /** What a function's environment says: endpoints, credentials and names; all but its own address and issuer. */
  readonly environment: Readonly<Record<string, string>>;
  readonly queueUrls: Readonly<Record<QueueName, string>>;
  /** How long an empty queue may hold its answer back. */
  readonly waitSeconds: number;
  /** Whether the pool gave these credentials to a source. */
  acceptsClient(clientId: string, clientSecret: string): Promise<boolean>;
  /** The oldest first. */
  mails(): readonly TakenMail[];
  readonly log: Log;
  /** Puts something around each function, as soon as it is loaded. */
  follow?(hosted: HostedFunction): HostedFunction;
}

/** The cloud half in one process: the functions' own entries and adapters, fed as Lambda feeds them. */
export interface CloudHost {
  readonly url: string;
  readonly store: ItemStore;
  readonly secrets: Secrets;
  readonly clock: typeof clock;
  readonly ids: IdSource;
  readonly functions: readonly HostedFunction[];
  /** Takes no more work and ends what is under way. */
  stop(): Promise<void>;
}

/** Who stands in for API Gateway asks no authorizer: tokens come from the development identity provider. */
const NOT_HOSTED = ['authorize-request'];

/** Starts it. The environment of this process is changed and the functions read it once, so once per process. */
export async function startCloudHost(around: CloudSurroundings): Promise<CloudHost> {
  const { environment, log, follow = (hosted) => hosted } = around;
  const ids = createSystemIdSource(clock);
  let answer: ReturnType<typeof requestAnswerer> | undefined;
  const server = await startHttpServer({
    port: 0,
    clock,
    ids,
    handle: async (request) => answer?.(request) ?? { statusCode: 503 },
  });
  const url = `http://127.0.0.1:${server.port}`;
  Object.assign(process.env, environment, { PUBLIC_BASE_URL: url, TOKEN_ISSUER: LOCAL_ISSUER });
  const functions = (await loadFunctions(NOT_HOSTED)).map(follow);

  const store = createDynamoItemStore({
    client: createDynamoClient(),
    table: environment.TABLE_NAME ?? '',
    clock,
    ids,
  });
  const secrets = createSsmSecrets({ client: createSsmClient(), prefix: environment.SECRET_PREFIX ?? '' });
  const tokens = await openLocalTokens({ secrets, clock });
  answer = requestAnswerer({
    routes: routesOf(functions),
    localRoutes: [...tokenRoutes({ store, tokens, accepts: around.acceptsClient }), mailRoute(around)],
    verifyToken: tokens.verify,
    log,
  });
  const sources = startEventSources({ functions, urls: around.queueUrls, waitSeconds: around.waitSeconds, log });
  return {
    url,
    store,
    secrets,
    clock,
    ids,
    functions,
    async stop() {
      await sources.stop();
      await server.close();
    },
  };
}

/** What SES was given, in the form of the one-machine mail box, the newest first. */
function mailRoute({ mails }: CloudSurroundings): Parameters<typeof requestAnswerer>[0]['localRoutes'][number] {
  return {
    method: 'GET',
    path: /^\/local\/mails$/,
    answer: async (request) => {
      const to = new URLSearchParams(request.url.split('?')[1]).get('to');
      const found = mails().filter((mail) => to === null || mail.to === to);
      return jsonAnswer(
        200,
        found.toReversed().map((mail) => ({ ...mail, links: linksInMail(mail) })),
      );
    },
  };
}
