import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ApiClient, createApiClient } from '../../local/demo/api-client.ts';
import { DEMO_COMPANY } from '../../local/demo/demo-company.ts';
import { type FreshDemo, startFreshDemo } from '../../local/demo/fresh-demo.ts';
import type { FunctionDependencies, LocalFunction } from '../../local/functions.ts';
import { lookFromOutside, type Outside, untilShown } from '../../local/walkthrough/outside.ts';
import { tellPurchaseOrderStory } from '../../local/walkthrough/purchase-order-story.ts';
import { COMPANY_PATH } from '../../shared/contracts/api/route.ts';
import { routeList } from '../../shared/contracts/api/routes.ts';
import { DECLARATIONS } from '../../stacks/declarations.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { callToAws } from './support/calls-to-aws.ts';
import { deployedNames, grantedRights, holderNamed } from './support/granted-rights.ts';
import { isAllowed } from './support/policy-evaluator.ts';
import { createCallRecorder } from './support/recorded-calls.ts';
import { synthesise } from './support/synthesised.ts';

const recorder = vi.hoisted(() => ({ current: undefined as ReturnType<typeof createCallRecorder> | undefined }));

/** The real functions of the real runtime, listened to. */
vi.mock('../../local/functions.ts', async (importActual) => {
  const actual = await importActual<{ makeFunctions(ports: FunctionDependencies): readonly LocalFunction[] }>();
  return {
    ...actual,
    makeFunctions(ports: FunctionDependencies) {
      const listening = recorder.current;
      if (!listening) return actual.makeFunctions(ports);
      return actual.makeFunctions(listening.listenTo(ports)).map(listening.follow);
    },
  };
});

let demo: FreshDemo;

/** The demo is set up, and orders go their different ways, on one machine. */
beforeAll(async () => {
  recorder.current = createCallRecorder();
  demo = await startFreshDemo(createSilentLog());
  const { url } = demo.runtime;
  const company = DEMO_COMPANY.company.id;
  const as = (user: string): Promise<ApiClient> => createApiClient({ baseUrl: url, company, user });
  const admin = await as(DEMO_COMPANY.admin.userId);
  const outside = lookFromOutside({ werkstroom: url, cronus: demo.cronusUrl });
  await tellPurchaseOrderStory({ step: async (_what, work) => work(), admin, outside });
  await tellOtherWays({ admin, manager: await as('manager'), director: await as('director'), outside });
  await changeSetup(admin);
  await lookAtEverything(admin);
  await letTheSweepCome(url);
}, 60_000);

afterAll(() => demo?.stop());

interface People {
  readonly admin: ApiClient;
  readonly manager: ApiClient;
  readonly director: ApiClient;
  readonly outside: Outside;
}

/** An order is delegated and rejected, then cancelled by its requester, then its run by an administrator; an instant flow runs. */
async function tellOtherWays({ admin, manager, director, outside }: People): Promise<void> {
  const order = '106005';
  const asked = async (): Promise<{ id: string; runId: string }> => {
    await outside.press(order, 'send-approval-request');
    const { items } = await untilShown<{ items: { id: string; runId: string }[] }>(
      admin,
      `/approval-entries?status=open&record=purchaseDocument/${order}`,
      (page) => page.items.length > 0,
    );
    return items[0] ?? { id: '', runId: '' };
  };
  const end = (runId: string, end: string) =>
    untilShown<{ status: string }>(admin, `/runs/${runId}`, ({ status }) => status === end);
  const rejected = await asked();
  await manager.request('POST', `/approval-entries/${rejected.id}/comments`, { comment: 'Is this needed?' });
  await manager.request('POST', `/approval-entries/${rejected.id}/delegate`, {});
  await director.request('POST', `/approval-entries/${rejected.id}/reject`, { comment: 'No.' });
  await end(rejected.runId, 'succeeded');
  const cancelled = await asked();
  await outside.press(order, 'cancel-approval-request');
  await end(cancelled.runId, 'succeeded');
  const stopped = await asked();
  await admin.request('POST', `/runs/${stopped.runId}/cancel`);
  await end(stopped.runId, 'cancelled');
  await admin.request('POST', '/automate/CALL-BACK', {
    record: { entity: 'customer', id: '10000' },
    inputs: { reason: 'Ask about the invoice' },
  });
}

async function changeSetup({ request }: ApiClient): Promise<void> {
  await request('PUT', '/user-groups/BUYERS', {
    description: 'Buyers',
    members: [{ userId: 'purchaser', sequence: 1 }],
  });
  await request('POST', `/sources/${DEMO_COMPANY.source}/rotate`, { client: true });
  await request('PUT', '/members/clerk', { email: 'clerk@cronus.example', roles: ['approver'] });
  await request('POST', '/workflows/PRICE-UP/disable');
}

/** Every list, and one thing of each. */
async function lookAtEverything({ request }: ApiClient): Promise<void> {
  const paths = routeList
    .filter(({ method, path }) => method === 'GET' && path.startsWith(`${COMPANY_PATH}/`))
    .map(({ path }) => path.slice(COMPANY_PATH.length))
    .filter((path) => !path.includes('{') && path !== '/automate');
  for (const path of paths) await request('GET', path);
  const some = [
    '/members/clerk',
    '/workflows/POAPW-01',
    '/workflows/POAPW-01/versions',
    '/automate?entity=customer&view=list',
  ];
  const about = ['', '/may/release'].map((what) => `/records/purchaseDocument/106005${what}`);
  const lists = ['runs', 'events', 'approval-entries', 'audit'].map(
    (list) => `/${list}?record=purchaseDocument/106005`,
  );
  const mine = ['approver', 'sender'].map((role) => `/approval-entries?${role}=me`);
  for (const path of [...some, ...about, ...lists, ...mine]) await request('GET', path);
}

/** A minute passes, and a day. */
async function letTheSweepCome(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  for (const advanceSeconds of [61, 86_400]) {
    await fetch(`${url}/local/clock`, { method: 'POST', headers, body: JSON.stringify({ advanceSeconds }) });
    await vi.waitFor(() => expect(recorder.current?.calls().has('sweep')).toBe(true), { timeout: 10_000 });
  }
}

describe('what functions do in the purchase order story', () => {
  const templates = synthesise();
  const rights = grantedRights(templates);
  const names = deployedNames(templates);

  it('is done by all of them that a story on one machine meets', () => {
    const met = [...(recorder.current?.calls().keys() ?? [])];
    const inTheCloudOnly = ['authorize-request'];
    const expected = DECLARATIONS.map(({ name }) => name).filter((name) => !inTheCloudOnly.includes(name));
    expect(met).toEqual(expect.arrayContaining(expected));
  });

  it('is allowed to each of them in the cloud', () => {
    const refused = [...(recorder.current?.calls() ?? [])].flatMap(([name, calls]) =>
      calls
        .map((call) => callToAws(call, names))
        .filter((call) => !isAllowed(rights.get(holderNamed(name)) ?? [], call))
        .map(({ action, keys }) => `${name} ${action} ${keys?.['dynamodb:LeadingKeys']?.[0]?.split('#')[0] ?? ''}`),
    );
    expect([...new Set(refused)], 'declare it in function.ts: reads, writes, lists or ports').toEqual([]);
  });
});
