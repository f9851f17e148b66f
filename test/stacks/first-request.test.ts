import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from '../../local/demo/api-client.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { lookFromOutside, untilShown } from '../../local/walkthrough/outside.ts';
import { createCompany } from '../../shared/usecases/create-company.ts';
import { createSilentLog } from '../support/silent-log.ts';

/** The calls of docs/cloud.md, in their order. */
const guide = readFileSync('docs/cloud.md', 'utf8')
  .matchAll(/^call (GET|PUT|POST) (\/\S+)(?: '([^']+)')?(?:\s+#.*)?$/gm)
  .map(([, method, path = '', body]) => ({ method: method as 'GET' | 'PUT' | 'POST', path, body }))
  .toArray();

let folder: string;
let runtime: Runtime;
let ann: ApiClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'first-request-'));
  runtime = await startRuntime({ port: 0, dataFolder: folder, log: createSilentLog() });
  await createCompany(runtime.dependencies, {
    company: { id: 'acme', name: 'Acme', localCurrency: 'EUR', timeZone: 'Europe/Amsterdam' },
    admin: {
      userId: 'ann',
      email: 'ann@acme.example',
      issuer: runtime.dependencies.settings.defaultIssuer,
      subject: 'ann',
    },
  });
  ann = await createApiClient({ baseUrl: runtime.url, company: 'acme', user: 'ann' });
});

afterAll(async () => {
  await runtime?.stop();
  rmSync(folder, { recursive: true });
});

it('is approved by whoever follows docs/cloud.md to the letter', async () => {
  const outside = lookFromOutside({ werkstroom: runtime.url, cronus: '' });
  expect(guide.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PUT /members/bob',
    'PUT /approval-users/bob',
    'PUT /approval-users/ann',
    'PUT /sources/erp',
    'POST /workflows',
    'POST /workflows/FIRST/enable',
    'POST /records/purchaseDocument/PO-1/request-approval',
    'GET /records/purchaseDocument/PO-1',
  ]);
  for (const { method, path, body } of guide) await ann.request(method, path, body && JSON.parse(body));
  const mail = await outside.mail('bob@acme.example', /PO-1/);
  await outside.decide(outside.linkIn(mail), 'approve', 'Fine.');
  type Record = { requests: { status: string }[]; runs: { status: string }[] };
  const seen = await untilShown<Record>(
    ann,
    '/records/purchaseDocument/PO-1',
    ({ runs }) => runs[0]?.status === 'succeeded',
  );
  expect(seen.requests[0]?.status).toBe('approved');
}, 30_000);
