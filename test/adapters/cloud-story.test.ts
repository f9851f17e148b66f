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

// The demo ERP listens on loopback, where no deployed function may call.
vi.mock('../../shared/adapters/http/lazy-http-client.ts', async () => {
  const { createUndiciHttpClient } = await import('../../shared/adapters/http/undici-http-client.ts');
  return { createLazyHttpClient: () => createUndiciHttpClient({ allowLoopback: true }) };
});

let cloud: HostedCloud;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cloud-story-'));
  cloud = await startHostedCloud();
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true });
});

it('tells the story of the purchase orders with the functions as they are deployed', async () => {
  const cronus = await startDemo(
    { ...cloud, dependencies: cloud, showCronus: () => {} },
    { dataFolder: folder, port: 0 },
  );
  const admin = await createApiClient({ baseUrl: cloud.url, company: 'cronus', user: 'admin' });
  const outside = lookFromOutside({ werkstroom: cloud.url, cronus: cronus.url });
  const steps: string[] = [];
  const step = async <Result>(title: string, work: () => Promise<Result>): Promise<Result> => {
    steps.push(title);
    return work();
  };
  await tellPurchaseOrderStory({ step, admin, outside });
  await functionNamed(cloud.functions, 'sweep').invoke({});
  const { items } = await admin.request<{ items: readonly object[] }>('GET', '/dead-letters');
  expect(items).toEqual([]);
  await cronus.close();
  expect(steps.length).toBeGreaterThan(8);
  expect(cloud.faults).toEqual([]);
}, 60_000);
