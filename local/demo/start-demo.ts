import { setTimeout as pause } from 'node:timers/promises';
import sourceSettings from '../../examples/cronus/source.json' with { type: 'json' };
import { type CronusServer, startCronus } from '../../examples/cronus/start-cronus.ts';
import type { ApiClient } from './api-client.ts';
import { DEMO_COMPANY } from './demo-company.ts';
import { type DemoHost, seedDemo } from './seed-demo.ts';

const CREDENTIALS = 'demo/cronus';
const FIRST_REQUEST = 'demo/first-request';
const FIRST_ORDER = '106001';
const PATIENCE_MILLISECONDS = 10_000;

interface Credentials {
  readonly webhookSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Starts the demo: the company, the ERP beside it, and one request that already waits for somebody. */
export async function startDemo(
  runtime: DemoHost & { showCronus(url: string): void },
  options: { dataFolder: string; port: number },
): Promise<CronusServer> {
  const api = await seedDemo(runtime);
  const credentials = await sourceCredentials(runtime, api);
  const { url } = runtime;
  const company = DEMO_COMPANY.company.id;
  const cronus = await startCronus({
    port: options.port,
    dataFolder: options.dataFolder,
    // Signatures carry the time: where Werkstroom's clock is moved on, the ERP's moves with it.
    now: () => runtime.dependencies.clock.now(),
    werkstroom: {
      ...credentials,
      company,
      baseUrl: url,
      webhookUrl: `${url}/webhooks/${company}/${DEMO_COMPANY.source}`,
      tokenUrl: `${url}/local/oauth2/token`,
    },
  });
  await api.request('PUT', `/sources/${DEMO_COMPANY.source}`, { ...sourceInput, commandUrl: cronus.commandUrl });
  await askFirstApproval(runtime, cronus);
  runtime.showCronus(cronus.url);
  return cronus;
}

const sourceInput = { kind: 'standard', mappings: sourceSettings.mappings };

/** The ERP's secrets are shown once; where a start was interrupted before they were kept, new ones are made. */
async function sourceCredentials({ dependencies }: DemoHost, api: ApiClient): Promise<Credentials> {
  const kept = await dependencies.secrets.get(CREDENTIALS);
  if (kept) return JSON.parse(kept) as Credentials;
  type Shown = { clientId: string; secret?: string; clientSecret?: string };
  const put = await api.request<Shown>('PUT', `/sources/${DEMO_COMPANY.source}`, sourceInput);
  const shown = put.secret
    ? put
    : await api.request<Shown>('POST', `/sources/${DEMO_COMPANY.source}/rotate`, { client: true });
  const { clientId, secret = '', clientSecret = '' } = shown;
  const credentials: Credentials = { webhookSecret: secret, clientId, clientSecret };
  await dependencies.secrets.put(CREDENTIALS, JSON.stringify(credentials));
  return credentials;
}

/** Presses the ERP's own button for the first order, and waits until the mail is there. */
async function askFirstApproval({ url, dependencies }: DemoHost, cronus: CronusServer): Promise<void> {
  if (await dependencies.secrets.get(FIRST_REQUEST)) return;
  await fetch(`${cronus.url}/purchase-orders/${FIRST_ORDER}/send-approval-request`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: cronus.url },
  });
  const until = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < until) {
    const mails = (await (await fetch(`${url}/local/mails`)).json()) as unknown[];
    if (mails.length > 0) break;
    await pause(50);
  }
  await dependencies.secrets.put(FIRST_REQUEST, 'asked');
}
