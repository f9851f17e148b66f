import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { functionNamed } from '../../local/connected/hosted-functions.ts';
import { createApiClient } from '../../local/demo/api-client.ts';
import { startDemo } from '../../local/demo/start-demo.ts';
import { lookFromOutside } from '../../local/walkthrough/outside.ts';
import { tellPurchaseOrderStory } from '../../local/walkthrough/purchase-order-story.ts';
import { type HostedCloud, startHostedCloud } from '../support/aws/hosted-cloud.ts';
import { listenToClients } from '../support/aws/listen-to-clients.ts';
import { callsOfCommand, type SentCommand } from './support/commands-to-aws.ts';
import { deployedNames, grantedRights, holderNamed } from './support/granted-rights.ts';
import { isAllowed } from './support/policy-evaluator.ts';
import { synthesise } from './support/synthesised.ts';

// The demo ERP listens on loopback, where no deployed function may call.
vi.mock('../../shared/adapters/http/lazy-http-client.ts', async () => {
  const { createUndiciHttpClient } = await import('../../shared/adapters/http/undici-http-client.ts');
  return { createLazyHttpClient: () => createUndiciHttpClient({ allowLoopback: true }) };
});

const templates = synthesise();
const sent: { name: string; command: SentCommand }[] = [];
const ear = listenToClients(({ functionName, command, input }) => {
  if (functionName !== undefined) sent.push({ name: functionName, command: { command, input } });
});
let cloud: HostedCloud;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rights-'));
  cloud = await startHostedCloud(ear.follow);
  const host = { ...cloud, dependencies: cloud, showCronus: () => {} };
  const cronus = await startDemo(host, { dataFolder: folder, port: 0 });
  const admin = await createApiClient({ baseUrl: cloud.url, company: 'cronus', user: 'admin' });
  const outside = lookFromOutside({ werkstroom: cloud.url, cronus: cronus.url });
  await tellPurchaseOrderStory({ step: async (_title, work) => work(), admin, outside });
  await admin.request('GET', '/dead-letters');
  await functionNamed(cloud.functions, 'sweep').invoke({});
  await cronus.close();
}, 120_000);

afterAll(async () => {
  ear.stop();
  await cloud?.stop();
  rmSync(folder, { recursive: true });
});

it('allows each function every call that it makes to AWS in the purchase order story', () => {
  const rights = grantedRights(templates);
  const names = deployedNames(templates);
  const refused = sent.flatMap(({ name, command }) =>
    callsOfCommand(command, names)
      .filter((call) => !isAllowed(rights.get(holderNamed(name)) ?? [], call))
      .map(({ action, keys }) => `${name} ${action} ${Object.values(keys ?? {}).join()}`),
  );
  expect([...new Set(refused)], 'declare it in function.ts: reads, writes, lists or ports').toEqual([]);
  expect(new Set(sent.map(({ name }) => name)).size).toBe(11);
  expect(new Set(sent.map(({ command }) => command.command)).size).toBeGreaterThan(12);
});
