import type { Context } from 'aws-lambda';
import { makeHandler as makeManage } from '../../../functions/manage/handler.ts';
import type { ManageDependencies } from '../../../functions/manage/manage-ports.ts';
import { makeHandler as makePublish } from '../../../functions/publish-workflow/handler.ts';
import { routeList } from '../../../shared/contracts/api/routes.ts';
import { ROLES, type Role } from '../../../shared/domain/company/company.ts';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { HttpEvent } from '../../../shared/middleware/http-event.ts';
import type { SourceClients } from '../../../shared/ports/source-clients.ts';
import { memberItems, memberSubjectItems } from '../../../shared/repositories/company-items.ts';
import { createEagerClock } from '../../support/eager-clock.ts';
import { createFakeMachines, type FakeMachines } from '../../support/fake-machines.ts';
import { createMemoryBlobStore } from '../../support/memory-blob-store.ts';
import { createMemoryItemStore, type MemoryItemStore } from '../../support/memory-item-store.ts';
import { createMemoryQueue, type MemoryQueue } from '../../support/memory-queue.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';
import { createSilentLog } from '../../support/silent-log.ts';

export const ISSUER = 'https://issuer.test';

/** The API on memory, with helpers that speak to it as the gateway does. */
export interface ApiFixture {
  readonly ports: ManageDependencies & {
    readonly store: MemoryItemStore;
    readonly queue: MemoryQueue;
    readonly machines: FakeMachines;
  };
  readonly errors: readonly unknown[];
  addMember(userId: string, roles?: readonly Role[], company?: string): Promise<void>;
  call(request: ApiCall): Promise<ApiAnswer>;
}

export interface ApiCall {
  /** `GET /members`: below the company; or a path from the root that is public. */
  readonly route: string;
  /** Subject of the token; absent: no token. */
  readonly as?: string | undefined;
  readonly company?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; an empty object when there is no body. */
  readonly body: JsonObject;
}

/** A company `cronus` with an administrator `admin` who holds every role. */
export async function createApi(): Promise<ApiFixture> {
  const clock = createEagerClock();
  const ids = createSeededIdSource();
  const store = createMemoryItemStore({ clock });
  const queue = createMemoryQueue({ clock, ids });
  const machines = createFakeMachines();
  const log = createSilentLog();
  const ports = {
    clock,
    ids,
    store,
    queue,
    deadLetters: queue.deadLetters,
    machines,
    log,
    blobs: createMemoryBlobStore(),
    secrets: createMemorySecrets(),
    sourceClients: createSourceClients(),
    http: { request: refuseToCall },
    evaluator: { evaluate: refuseToCall },
    settings: {
      publicBaseUrl: 'http://werkstroom.test',
      defaultIssuer: ISSUER,
      functionNames: { runAction: 'run-action', awaitEvent: 'await-event' },
    },
  };
  const handlers = { manage: makeManage(ports), 'publish-workflow': makePublish(ports) };
  const fixture: ApiFixture = {
    ports,
    errors: log.errors,
    async addMember(userId, roles = ['approver', 'automate'], company = 'cronus') {
      const member = { company, userId, roles, issuer: ISSUER, subject: userId, email: `${userId}@${company}.test` };
      await store.write([
        memberItems.create(member),
        memberSubjectItems.create({ company, issuer: ISSUER, subject: userId, userId }),
      ]);
    },
    async call(request) {
      const event = eventOf(request);
      const route = routeList.find(({ method, path }) => `${method} ${path}` === event.routeKey);
      const answer = await handlers[route?.function ?? 'manage'](event, {} as Context);
      const { statusCode, headers = {}, body } = answer;
      return { status: statusCode, headers, body: body === undefined ? {} : JSON.parse(body) };
    },
  };
  await fixture.addMember('admin', ROLES);
  return fixture;
}

async function refuseToCall(): Promise<never> {
  throw new Error('Nothing is called in this test.');
}

function createSourceClients(): SourceClients {
  let count = 0;
  return {
    async create(company, source) {
      count += 1;
      return { clientId: `client-${company}-${source}-${count}`, clientSecret: `client-secret-${count}` };
    },
    async remove() {},
  };
}

/** The event that the gateway makes of a request. */
export function eventOf({ route, as, company = 'cronus', body, text, headers = {} }: ApiCall): HttpEvent {
  const [method = '', address = ''] = route.split(' ');
  const url = new URL(address.endsWith('.json') ? address : `/api/v1/companies/${company}${address}`, 'http://x');
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const found = matchRoute(method, url.pathname);
  return {
    routeKey: found?.routeKey ?? '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...(content !== undefined && { 'content-type': 'application/json' }), ...headers },
    queryStringParameters: Object.fromEntries(url.searchParams),
    pathParameters: found?.parameters ?? {},
    ...(content !== undefined && { body: content }),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'request-1',
      http: { method, path: url.pathname },
      ...(as !== undefined && { authorizer: { jwt: { claims: { iss: ISSUER, sub: as } } } }),
    },
  };
}

/** As the gateway does: the route with the fewest parameters that fits. */
function matchRoute(method: string, path: string) {
  const fitting = routeList.flatMap((route) => {
    const pattern = route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = route.method === method ? new RegExp(`^${pattern}$`).exec(path) : null;
    return match ? [{ routeKey: `${method} ${route.path}`, groups: { ...match.groups } }] : [];
  });
  const [best] = fitting.sort((left, right) => Object.keys(left.groups).length - Object.keys(right.groups).length);
  if (!best) return undefined;
  const parameters = Object.entries(best.groups).map(([name, value]) => [name, decodeURIComponent(value)]);
  return { routeKey: best.routeKey, parameters: Object.fromEntries(parameters) };
}
