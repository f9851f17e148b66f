import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { apiRoutes } from './api/api-routes.ts';
import type { Ledger } from './changes/ledger.ts';
import { COMMAND_PATH, commandRoute } from './commands/command-route.ts';
import type { Erp } from './erp.ts';
import { startSender } from './events/sender.ts';
import type { Request, Response } from './http/exchange.ts';
import { problemResponse } from './http/problem.ts';
import { createRouter } from './http/router.ts';
import { closeServer, listen, serve } from './http/server.ts';
import { failurePage } from './pages/not-found.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { visitOf } from './pages/visit.ts';
import { seed } from './store/seed.ts';
import { openStore, type Store } from './store/store.ts';
import { createWerkstroomClient } from './werkstroom/client.ts';

/** How the ERP reaches Werkstroom, as an administrator got it when registering the ERP as a source there. */
export interface WerkstroomConnection {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Where events are posted to; its last part is what the ERP is called there. */
  readonly webhookUrl: string;
  /** `whsec_...`: signs events, and proves commands. */
  readonly webhookSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
  readonly company: string;
}

export interface CronusOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** 127.0.0.1 when left out. */
  readonly host?: string;
  /** Where `cronus.sqlite` lies. */
  readonly dataFolder: string;
  readonly werkstroom: WerkstroomConnection;
  /** Takes one line at a time; standard error when left out. */
  log?(line: string): void;
  /** Milliseconds since 1970; the system's clock when left out. Signatures carry it, so it must agree with Werkstroom's. */
  now?(): number;
}

/** The running ERP. */
export interface CronusServer {
  readonly url: string;
  /** Where Werkstroom posts its commands to. */
  readonly commandUrl: string;
  close(): Promise<void>;
}

const SENT_IS_KEPT_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** Starts the demo ERP: a system of its own that knows Werkstroom by its webhook, its commands and its API only. @throws PortInUseError */
export async function startCronus(options: CronusOptions): Promise<CronusServer> {
  const { host = '127.0.0.1', dataFolder } = options;
  const { server, port } = await listen(options.port, host);
  try {
    mkdirSync(dataFolder, { recursive: true });
    const store = openStore(join(dataFolder, 'cronus.sqlite'));
    return open(options, { server, store, host, url: `http://${host.includes(':') ? `[${host}]` : host}:${port}` });
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

/** Opens the doors. Nothing is answered before everything stands, since nothing here waits. */
function open(options: CronusOptions, at: { server: Server; store: Store; host: string; url: string }): CronusServer {
  const { werkstroom, log = toStandardError, now = Date.now } = options;
  const { server, store, host, url } = at;
  const { webhookUrl, webhookSecret } = werkstroom;
  const ledger: Ledger = { store, now, baseUrl: url };
  store.outbox.forgetSentBefore(new Date(now() - SENT_IS_KEPT_DAYS * DAY_MILLISECONDS).toISOString());
  store.outbox.hurry(now());
  seed(ledger);

  const closing = new AbortController();
  const sender = startSender({ store, webhookUrl, webhookSecret, now, log });
  const erp: Erp = {
    ledger,
    client: createWerkstroomClient({ ...werkstroom, now, closing: closing.signal }),
    source: new URL(webhookUrl).pathname.split('/').at(-1) ?? '',
    wakeSender: sender.wake,
    closing: closing.signal,
  };
  const commands = commandRoute(ledger, { secret: webhookSecret, changed: sender.wake });
  const find = createRouter([commands, ...apiRoutes(erp), ...pageRoutes(erp)]);
  serve(server, { find, failure, log, host });
  return {
    url,
    commandUrl: url + COMMAND_PATH,
    async close() {
      closing.abort();
      await Promise.all([closeServer(server), sender.stop()]);
      store.close();
    },
  };
}

/** Programs get problem+json, people a page. */
function failure(status: 404 | 500, request: Pick<Request, 'path' | 'headers'>): Response {
  if (!request.path.startsWith('/api/')) return failurePage(status, visitOf(request));
  return problemResponse(status, status === 404 ? 'There is nothing here.' : 'This is a fault of the ERP.');
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
