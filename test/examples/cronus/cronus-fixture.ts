import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type CronusServer, startCronus } from '../../../examples/cronus/start-cronus.ts';
import { signWebhook } from '../../../shared/domain/event/webhook-signature.ts';
import { type FakeWerkstroom, startFakeWerkstroom, WEBHOOK_SECRET } from './fake-werkstroom.ts';

/** A page after its redirects: what a person sees, and the cookies of their browser. */
export interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The message at the top. */
  readonly flash: string | undefined;
}

/** What tests look at in answers of the JSON API. */
const jsonAnswer = z.looseObject({
  status: z.union([z.string(), z.number()]).optional(),
  detail: z.string().optional(),
  blocked: z.union([z.string(), z.boolean()]).optional(),
  value: z.array(z.unknown()).optional(),
  purchaseOrderLines: z.array(z.looseObject({ netAmount: z.number() })).optional(),
});

type JsonAnswer = z.infer<typeof jsonAnswer>;

/** The ERP in a folder of its own beside a stand-in for Werkstroom. */
export interface CronusFixture {
  readonly fake: FakeWerkstroom;
  readonly log: string[];
  cronus: CronusServer;
  /** Ends the ERP and starts it again on the same data. */
  restart(): Promise<void>;
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Presses a button as the browser of `user` does, and follows to the page that is shown then. */
  press(path: string, form?: Record<string, string> | [string, string][], user?: string): Promise<Page>;
  json(method: 'GET' | 'PATCH', path: string, body?: unknown): Promise<{ status: number; body: JsonAnswer }>;
  /** Posts a signed command. */
  command(
    body: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<{ status: number; detail?: string }>;
  close(): Promise<void>;
}

/** Starts both; the ERP is seeded. */
export async function openCronus(): Promise<CronusFixture> {
  const fake = await startFakeWerkstroom();
  const dataFolder = mkdtempSync(join(tmpdir(), 'cronus-'));
  const log: string[] = [];
  const start = (): Promise<CronusServer> =>
    startCronus({ port: 0, dataFolder, log: (line) => log.push(line), werkstroom: connectionTo(fake.url) });
  const fixture: CronusFixture = {
    fake,
    log,
    cronus: await start(),
    async restart() {
      await fixture.cronus.close();
      fixture.cronus = await start();
    },
    get: (path, headers = {}) => pageAt(fixture.cronus.url, path, headers),
    press: (path, form = {}, user = 'purchaser') => press(fixture.cronus.url, path, { form, user }),
    async json(method, path, body) {
      const answer = await fetch(fixture.cronus.url + path, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: jsonAnswer.parse(await answer.json()) };
    },
    command: (body, headers) => sendCommand(fixture.cronus.commandUrl, body, headers),
    async close() {
      await fixture.cronus.close();
      await fake.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
  return fixture;
}

/** How an ERP reaches a Werkstroom at this address. */
export function connectionTo(url: string) {
  return {
    baseUrl: url,
    company: 'cronus',
    webhookUrl: `${url}/webhooks/cronus/cronus`,
    webhookSecret: WEBHOOK_SECRET,
    tokenUrl: `${url}/token`,
    clientId: 'client',
    clientSecret: 'secret',
  };
}

async function pageAt(url: string, path: string, headers: Record<string, string>): Promise<Page> {
  const answer = await fetch(url + path, { redirect: 'manual', headers });
  const text = await answer.text();
  const flash = /<p class="flash[^>]*>([^<]*)<\/p>/.exec(text)?.[1];
  return { status: answer.status, text, headers: answer.headers, flash };
}

async function press(
  url: string,
  path: string,
  { form, user }: { form: Record<string, string> | [string, string][]; user: string },
): Promise<Page> {
  const cookie = `cronus_user=${user}`;
  const answer = await fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, cookie },
    body: new URLSearchParams(form),
  });
  const to = answer.headers.get('location');
  if (to) return pageAt(url, to, { cookie: [cookie, ...cookiesOf(answer)].join('; ') });
  const text = await answer.text();
  const flash = /<p class="flash[^>]*>([^<]*)<\/p>/.exec(text)?.[1];
  return { status: answer.status, text, headers: answer.headers, flash };
}

function cookiesOf(answer: Response): readonly string[] {
  return answer.headers.getSetCookie().map((line) => line.slice(0, line.indexOf(';')));
}

async function sendCommand(
  url: string,
  given: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<{ status: number; detail?: string }> {
  const id = typeof given.id === 'string' ? given.id : randomUUID();
  const body = JSON.stringify({ id, runId: 'run', user: 'purchaser', ...given });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWebhook({ id, timestamp, body }, WEBHOOK_SECRET),
      ...headers,
    },
    body,
  });
  const { detail } = jsonAnswer.parse(await answer.json());
  return { status: answer.status, ...(detail !== undefined && { detail }) };
}
