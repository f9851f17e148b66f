import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCommand } from '../../cli/run-command.ts';
import type { Shell } from '../../cli/shell.ts';
import { sign } from '../../examples/cronus/events/sign.ts';
import { type ApiClient, createApiClient } from '../../local/demo/api-client.ts';
import { DEMO_COMPANY } from '../../local/demo/demo-company.ts';
import { type FreshDemo, startFreshDemo } from '../../local/demo/fresh-demo.ts';
import { LOCAL_ISSUER } from '../../local/identity/local-tokens.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { untilShown } from '../../local/walkthrough/outside.ts';
import type { Item, ItemStore } from '../../shared/ports/item-store.ts';
import { keyOf } from '../../shared/repositories/key-text.ts';
import { type HostedCloud, startHostedCloud } from '../support/aws/hosted-cloud.ts';
import { createSilentLog } from '../support/silent-log.ts';

const COMPANY = DEMO_COMPANY.company.id;
const FLOW = { code: 'PARCEL', kind: 'automated', on: { event: 'parcel.arrived' }, steps: [{ set: { seen: 'yes' } }] };

let machine: FreshDemo;
let cloud: HostedCloud;
let another: Runtime;
let folder: string;
let files: Record<string, string>;
let said: string[];
let complained: string[];
let secretOnMachine: string;
let secretInCloud: string;

/** The command, as somebody types it who administers the company on that server, or nobody yet. */
async function werkstroom(line: string, url?: string): Promise<number> {
  [said, complained] = [[], []];
  const asked = url === undefined ? undefined : await post(`${url}/local/token`, { user: 'admin', company: COMPANY });
  const shell: Shell = {
    say: (text) => void said.push(text),
    complain: (text) => void complained.push(text),
    read: async (file) => files[file] ?? '',
    write: async (file, text) => void Object.assign(files, { [file]: text }),
    environment: { WERKSTROOM_URL: url, WERKSTROOM_TOKEN: asked?.token },
    fetch,
    evaluate: async () => null,
    openTable: async () => cloud,
    copyDataFolder: async () => 'nothing-there',
    now: Date.now,
  };
  return runCommand(line.split(' '), shell);
}

async function post(url: string, body: object): Promise<{ token?: string }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBeLessThan(300);
  return JSON.parse(await answer.text());
}

const adminAt = (baseUrl: string) => createApiClient({ baseUrl, company: COMPANY, user: 'admin' });

/** What the demo has not: every other kind of thing that an administrator says. */
async function setUpMore(admin: ApiClient): Promise<void> {
  await admin.request('PUT', '/members/eve', {
    email: 'eve@cronus.example',
    roles: ['approver', 'designer'],
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
  });
  await admin.request('PUT', '/user-groups/BOARD', {
    description: 'Those who decide together',
    members: [{ userId: 'manager', sequence: 1 }, { userId: 'director' }],
    levels: [{ sequence: 1, needs: 1 }],
  });
  await admin.request('PUT', '/approval-policy', { commentOnReject: true, workingDays: [1, 2, 3, 4, 5] });
  await admin.request('PUT', '/sources/shop', { kind: 'standard', events: ['item.recalled'] });
  await admin.request('POST', '/workflows', { definition: FLOW });
  await admin.request('POST', '/workflows/PARCEL/enable');
  await admin.request('PUT', '/workflows/PARCEL', { definition: { ...FLOW, description: 'Edited, not published' } });
  await admin.request('POST', '/workflows?draft=true', { definition: { code: 'HALF', steps: 'yes' } });
  await admin.request('POST', '/workflows', { definition: { ...FLOW, code: 'OLD' } });
  await admin.request('POST', '/workflows/OLD/archive', {});
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'round-trip-'));
  files = {};
  machine = await startFreshDemo(createSilentLog());
  const admin = await adminAt(machine.runtime.url);
  await setUpMore(admin);
  const rotated = await admin.request<{ secret: string }>('POST', '/sources/shop/rotate', {});
  secretOnMachine = rotated.secret;
  cloud = await startHostedCloud();
  another = await startRuntime({ port: 0, dataFolder: join(folder, 'another'), log: createSilentLog() });
}, 60_000);

afterAll(async () => {
  await another?.stop();
  await cloud?.stop();
  await machine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a company goes from one machine to the cloud and back', { timeout: 60_000 }, () => {
  it('is exported with what stays behind', async () => {
    expect(await werkstroom(`export --company ${COMPANY} --out machine.yaml`, machine.runtime.url)).toBe(0);
    expect(complained.join('\n')).toMatch(/Open runs are not carried, 1 of them.*\n.*POAPW-01 about .*106001/);
    expect(parse(files['machine.yaml'] ?? '').openRuns).toMatchObject([{ workflow: 'POAPW-01', status: 'waiting' }]);
    expect(files['machine.yaml']).not.toMatch(/whsec_|clientSecret|clientId/);
  });

  it('is told first what would be, and nothing changes', async () => {
    const { name, localCurrency, timeZone } = DEMO_COMPANY.company;
    const company = `--company ${COMPANY} --name ${name} --currency ${localCurrency} --time-zone ${timeZone}`;
    const admin = `--user admin --email ${DEMO_COMPANY.admin.email} --issuer ${LOCAL_ISSUER} --subject admin`;
    expect(await werkstroom(`bootstrap --table t ${company} ${admin}`)).toBe(0);
    const before = await setUpItems(cloud.store);
    expect(await werkstroom(`import machine.yaml --company ${COMPANY} --enable --dry-run`, cloud.url)).toBe(0);
    expect(said.join('\n')).toContain('workflow PARCEL: would be created');
    expect(await setUpItems(cloud.store)).toEqual(before);
  });

  it('is imported into the cloud, and its new sources learn their credentials', async () => {
    expect(await werkstroom(`import machine.yaml --company ${COMPANY} --enable`, cloud.url)).toBe(0);
    expect(said.join('\n')).toMatch(/source shop: created\n[\s\S]*secret whsec_/);
    expect(said.join('\n')).toContain('Open runs are not carried, 1 of them');
    secretInCloud = /source shop: created[\s\S]*?secret (whsec_\S+)/.exec(said.join('\n'))?.[1] ?? '';
    expect(await werkstroom(`export --company ${COMPANY} --out cloud.yaml`, cloud.url)).toBe(0);
    expect(withoutRuns('cloud.yaml')).toEqual(withoutRuns('machine.yaml'));
  });

  it('has the same keys and the same state machines on both sides', async () => {
    const [onMachine, inCloud] = [await setUpItems(machine.runtime.dependencies.store), await setUpItems(cloud.store)];
    expect(inCloud.map(({ key }) => key)).toEqual(onMachine.map(({ key }) => key));
    expect(machinesOf(inCloud)).toEqual(machinesOf(onMachine));
    expect(machinesOf(inCloud)).toHaveLength(new Set(machinesOf(inCloud)).size);
    expect(machinesOf(inCloud).length).toBeGreaterThan(2);
  });

  it('makes the same run under the same key of the same event on both sides', async () => {
    const sides = [
      { url: machine.runtime.url, store: machine.runtime.dependencies.store, secret: secretOnMachine },
      { url: cloud.url, store: cloud.store, secret: secretInCloud },
    ];
    const runs: Item[] = [];
    for (const { url, store, secret } of sides) {
      await sendParcel(url, secret);
      const admin = await adminAt(url);
      const { items } = await untilShown<{ items: { id: string }[] }>(
        admin,
        '/runs?workflow=PARCEL&status=succeeded',
        ({ items: found }) => found.length === 1,
      );
      const run = await store.get({ partition: keyOf('run', COMPANY, items[0]?.id ?? ''), sort: '-' });
      if (run) runs.push(run);
    }
    expect(runs).toHaveLength(2);
    expect(runs[1]?.key).toEqual(runs[0]?.key);
    expect(Object.keys(runs[1]?.body ?? {}).toSorted()).toEqual(Object.keys(runs[0]?.body ?? {}).toSorted());
  });

  it('changes nothing when it is imported once more', async () => {
    const before = await setUpItems(cloud.store);
    expect(await werkstroom(`import machine.yaml --company ${COMPANY} --enable`, cloud.url)).toBe(0);
    expect(said.at(-3)).toMatch(/^(\d+) of \1 were the same already\.$/);
    expect(await setUpItems(cloud.store)).toEqual(before);
  });

  it('comes back to one machine as it went', async () => {
    await post(`${another.url}/local/companies`, { company: COMPANY, admin: DEMO_COMPANY.admin });
    expect(await werkstroom(`import cloud.yaml --company ${COMPANY} --enable`, another.url)).toBe(0);
    expect(await werkstroom(`export --company ${COMPANY} --out back.yaml`, another.url)).toBe(0);
    expect(withoutRuns('back.yaml')).toEqual(withoutRuns('machine.yaml'));
    expect(machinesOf(await setUpItems(another.dependencies.store))).toEqual(machinesOf(await setUpItems(cloud.store)));
  });
});

function withoutRuns(file: string): object {
  const { openRuns: _, ...rest } = parse(files[file] ?? '');
  return rest;
}

/** The items of a company's definitions and set-up, all but those that hold credentials of one side. */
async function setUpItems(store: ItemStore): Promise<readonly Item[]> {
  const types = ['member', 'approvalUser', 'userGroup', 'approvalPolicy', 'source', 'workflow'];
  const partitions = types.map((type) => keyOf(type, COMPANY));
  const pages = await Promise.all(
    partitions.map((partition) => store.query({ index: 'base', partition, limit: 1_000 })),
  );
  return pages.flatMap(({ items }) => items);
}

function machinesOf(items: readonly Item[]): readonly string[] {
  return items.flatMap(({ body: { stateMachineArn } }) =>
    typeof stateMachineArn === 'string' ? [stateMachineArn.split(':').at(-1) ?? ''] : [],
  );
}

async function sendParcel(url: string, secret: string): Promise<void> {
  const body = JSON.stringify({ id: 'p-1', type: 'parcel.arrived', record: { id: 'P1', fields: { weight: 3 } } });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const answer = await fetch(`${url}/webhooks/${COMPANY}/shop`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'p-1',
      'webhook-timestamp': timestamp,
      'webhook-signature': sign({ id: 'p-1', timestamp, body }, secret),
    },
    body,
  });
  expect(answer.status).toBe(202);
}
