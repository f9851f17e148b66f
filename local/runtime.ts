import { join } from 'node:path';
import { createUndiciHttpClient } from '../shared/adapters/http/undici-http-client.ts';
import { WorkerExpressionEvaluator } from '../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { createSystemIdSource } from '../shared/adapters/system/system-id-source.ts';
import type { HttpAnswer } from '../shared/middleware/http-event.ts';
import type { Log } from '../shared/ports/log.ts';
import { createCompany } from '../shared/usecases/create-company.ts';
import { openFolderBlobStore } from './blobs/folder-blob-store.ts';
import { createSqliteBlobStore } from './blobs/sqlite-blob-store.ts';
import { openRuntimeClock } from './clock/runtime-clock.ts';
import { createEngine } from './engine/engine.ts';
import { type FunctionDependencies, invokeByName, type LocalFunction, makeFunctions } from './functions.ts';
import { type HttpHandler, requestAnswerer } from './http/answer-request.ts';
import { localRoutes } from './http/local-routes.ts';
import type { Route } from './http/route-table.ts';
import { startHttpServer } from './http/server.ts';
import { createLocalSourceClients } from './identity/local-source-clients.ts';
import { LOCAL_ISSUER, openLocalTokens } from './identity/local-tokens.ts';
import { tokenRoutes } from './identity/token-routes.ts';
import { lockFolder } from './lock/folder-lock.ts';
import { createBothMailers } from './mail/both-mailers.ts';
import { createSmtpMailer } from './mail/smtp-mailer.ts';
import { createSqliteMailbox } from './mail/sqlite-mailbox.ts';
import { startPoller } from './queue/queue-poller.ts';
import { openSqliteQueue } from './queue/sqlite-queue.ts';
import { startSchedule } from './schedule/start-schedule.ts';
import { openFileSecrets } from './secrets/file-secrets.ts';
import { statusChangeEvent } from './status-change-event.ts';
import { createSqliteItemStore } from './store/sqlite-item-store.ts';
import { openThreadedDatabase } from './store/threaded-database.ts';

/** What a runtime is started with. */
export interface RuntimeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataFolder: string;
  readonly log: Log;
  /** `smtp://...`: mails also leave the machine. */
  readonly smtp?: { readonly url: string; readonly from: string };
}

/** The whole product on one machine, running. */
export interface Runtime {
  readonly url: string;
  readonly port: number;
  readonly dependencies: FunctionDependencies;
  /** The address of the demo ERP, once it is known. */
  showCronus(url: string): void;
  /** Takes no more work, ends what is under way as far as it can within two seconds, and lets the folder go. */
  stop(): Promise<void>;
}

/** How long running tasks may still take when the runtime stops. What is not done goes on at the next start. */
const DRAIN_MILLISECONDS = 1_000;
const EXPIRED_AT_ONCE = 1_000;
const DATABASE_THREAD = new URL('./database-thread.ts', import.meta.url);

/** Starts everything, in this order; stops in reverse. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { dataFolder, log } = options;
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.reverse()) await end();
    stops.length = 0;
  };
  try {
    // 1 the folder and its one database file
    const lock = lockFolder(dataFolder);
    stops.push(() => lock.release());
    const database = openThreadedDatabase(join(dataFolder, 'werkstroom.sqlite'), DATABASE_THREAD);
    stops.push(() => database.close());

    // 2 time, chance, secrets, blobs
    const clock = openRuntimeClock(database);
    const ids = createSystemIdSource(clock);
    const secrets = await openFileSecrets({ folder: dataFolder, ids });
    const folder = await openFolderBlobStore({ folder: join(dataFolder, 'blobs'), ids });
    const blobs = createSqliteBlobStore({ database, folder });

    // 3 items, queues, mail, the world outside
    const store = createSqliteItemStore({ database, clock });
    const queue = await openSqliteQueue({ database, clock, ids });
    let url = '';
    const mailbox = createSqliteMailbox({ database, clock, ids, baseUrl: () => url });
    const http = createUndiciHttpClient({ allowLoopback: true });
    stops.push(() => http.close());
    const evaluator = new WorkerExpressionEvaluator();
    stops.push(() => evaluator.close());
    const sourceClients = createLocalSourceClients({ secrets, ids });
    const tokens = await openLocalTokens({ secrets, clock });

    // 4 the state machines, which call the functions
    let functions: readonly LocalFunction[] = [];
    const engine = createEngine({
      database,
      clock,
      ids,
      invokeFunction: (name, payload) => invokeByName(functions, name, payload),
      onStatusChange: async (change) => {
        await named(functions, 'executionStatus')?.invoke(statusChangeEvent(change));
      },
      onFault: (error) => log.error('The engine met a fault.', error),
    });

    // 5 the door: closed until everything behind it stands
    let answer:
      | ((request: Parameters<Parameters<typeof startHttpServer>[0]['handle']>[0]) => Promise<HttpAnswer>)
      | undefined;
    const server = await startHttpServer({
      port: options.port,
      clock,
      ids,
      handle: (request) => answer?.(request) ?? Promise.resolve({ statusCode: 503, headers: { 'retry-after': '1' } }),
    });
    stops.push(() => server.close());
    url = `http://127.0.0.1:${server.port}`;

    // 6 the functions
    const dependencies: FunctionDependencies = {
      store,
      queue,
      deadLetters: queue.deadLetters,
      machines: engine,
      blobs,
      mailer: options.smtp ? createBothMailers(mailbox, createSmtpMailer(options.smtp)) : mailbox,
      secrets,
      sourceClients,
      http,
      evaluator,
      clock,
      ids,
      log,
      settings: {
        publicBaseUrl: url,
        defaultIssuer: LOCAL_ISSUER,
        functionNames: { runAction: 'run-action', awaitEvent: 'await-event' },
      },
    };
    functions = makeFunctions(dependencies);

    // 7 what feeds them: queues, machines, the minute schedule, HTTP
    for (const { declaration, invoke } of functions) {
      for (const feed of declaration.feeds) {
        if (feed.kind === 'queue') {
          const { queue: name, batchSize, maximumConcurrency } = feed;
          const poller = startPoller({
            queue: name,
            source: queue,
            clock,
            log,
            concurrency: maximumConcurrency,
            batchSize,
            handle: async (event) =>
              (await invoke(event)) as Awaited<ReturnType<Parameters<typeof startPoller>[0]['handle']>>,
          });
          stops.push(() => Promise.race([poller.stop(), afterDrainTime()]));
        }
        if (feed.kind === 'schedule') {
          const schedule = startSchedule({
            name: declaration.name,
            rateMinutes: feed.rateMinutes,
            clock,
            log,
            work: async () => {
              await store.deleteExpired(EXPIRED_AT_ONCE);
              return invoke({});
            },
          });
          stops.push(() => Promise.race([schedule.stop(), afterDrainTime()]));
        }
      }
    }
    await engine.startUp();
    stops.push(() => engine.drain(DRAIN_MILLISECONDS));
    let cronusUrl: string | undefined;
    answer = requestAnswerer({
      routes: httpRoutes(functions),
      localRoutes: [
        ...tokenRoutes({ store, tokens, accepts: sourceClients.accepts }),
        ...localRoutes({
          mailbox,
          clock,
          landing: () => ({ baseUrl: url, ...(cronusUrl !== undefined && { cronusUrl }) }),
          advance: async (milliseconds) => {
            await queue.postponeLeases(milliseconds);
            await clock.advanceDurably(milliseconds);
          },
          createCompany: ({ company, name = company, localCurrency = 'EUR', timeZone = 'UTC', admin }) =>
            createCompany(dependencies, {
              company: { id: company, name, localCurrency, timeZone },
              admin: { ...admin, issuer: LOCAL_ISSUER, subject: admin.userId },
            }),
        }),
      ],
      verifyToken: tokens.verify,
      log,
    });
    return {
      url,
      port: server.port,
      dependencies,
      showCronus: (shown) => {
        cronusUrl = shown;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function named(functions: readonly LocalFunction[], kind: 'executionStatus'): LocalFunction | undefined {
  return functions.find(({ declaration }) => declaration.feeds.some((feed) => feed.kind === kind));
}

function httpRoutes(functions: readonly LocalFunction[]): readonly Route<HttpHandler>[] {
  return functions.flatMap(({ declaration, invoke }) =>
    declaration.feeds.flatMap((feed) =>
      feed.kind === 'http'
        ? [{ feed, handler: async (event) => (await invoke(event)) as HttpAnswer } satisfies Route<HttpHandler>]
        : [],
    ),
  );
}

function afterDrainTime(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, DRAIN_MILLISECONDS).unref();
  });
}
