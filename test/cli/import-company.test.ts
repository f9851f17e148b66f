import { beforeEach, describe, expect, it, test } from 'vitest';
import { type CompanyDocument, companyDocumentOf, writeCompanyDocument } from '../../cli/company/company-document.ts';
import { runCommand } from '../../cli/run-command.ts';
import type { Shell } from '../../cli/shell.ts';

type Answer = { status: number; body?: unknown };

const DEFINITION = { code: 'A', kind: 'automated', on: { event: 'item.created' }, steps: [{ stop: 'succeeded' }] };
const ERROR = { code: 'x', severity: 'error', pointer: '/steps/0', message: 'There is no such action.' };
const NOTHING = companyDocumentOf({
  company: 'acme',
  members: [],
  approvalUsers: [],
  userGroups: [],
  approvalPolicy: {},
  sources: [],
  workflows: [],
  openRuns: [],
});
const workflow = (more: object = {}) => ({
  id: 'w-1',
  code: 'A',
  enabled: true,
  archived: false,
  definition: DEFINITION,
  ...more,
});

let said: string[];
let complained: string[];
let changes: { call: string; body: unknown }[];
let answers: Record<string, Answer>;
let text: string;

const shell: Shell = {
  say: (line) => void said.push(line),
  complain: (line) => void complained.push(line),
  read: async () => text,
  write: async () => {},
  environment: { WERKSTROOM_URL: 'https://w.example', WERKSTROOM_COMPANY: 'acme', WERKSTROOM_TOKEN: 't' },
  fetch: async (url, init) => {
    const call = `${init?.method} ${url.replace('https://w.example/api/v1/companies/acme', '').replace('?limit=200', '')}`;
    if (!call.startsWith('GET')) changes.push({ call, body: init?.body && JSON.parse(String(init.body)) });
    const { status, body = {} } = answers[call] ?? { status: 200 };
    return new Response(JSON.stringify(body), { status });
  },
  openTable: async () => Promise.reject(new Error('Nobody opens a table.')),
  evaluate: async () => null,
  copyDataFolder: async () => 'nothing-there',
  now: () => 0,
};

beforeEach(() => {
  [said, complained, changes] = [[], [], []];
  answers = { 'GET /approval-users-export': { status: 200, body: { users: [] } } };
});

function importing(document: Partial<CompanyDocument>, flags = ''): Promise<number> {
  text = writeCompanyDocument({ ...NOTHING, ...document }, 'yaml');
  return runCommand(['import', 'acme.yaml', ...flags.split(' ').filter(Boolean)], shell);
}

const output = () => said.join('\n');
const calls = () => changes.map(({ call }) => call);

describe('members', () => {
  const there = (settings: object) => {
    answers['GET /members'] = { status: 200, body: { items: [{ userId: 'ann', email: 'a@x.example', ...settings }] } };
  };
  const wanted = { id: 'ann', settings: { email: 'a@x.example', roles: ['approver'], issuer: 'old', subject: 's' } };

  it('keep the way in which they sign in here', async () => {
    there({ roles: ['designer'], issuer: 'https://issuer.example', subject: 'sub-1' });
    await importing({ members: [wanted] });
    expect(changes).toMatchObject([
      { call: 'PUT /members/ann', body: { issuer: 'https://issuer.example', subject: 'sub-1', roles: ['approver'] } },
    ]);
  });

  it('who are new get no way to sign in that belongs to the other installation', async () => {
    await importing({ members: [wanted] });
    expect(changes[0]?.body).toEqual({ email: 'a@x.example', roles: ['approver'] });
  });

  it('sign in as they did where that is asked for', async () => {
    there({ roles: ['approver'], issuer: 'https://issuer.example', subject: 'sub-1' });
    await importing({ members: [wanted] }, '--sign-ins');
    expect(changes[0]?.body).toMatchObject({ issuer: 'old', subject: 's' });
  });

  it('who administer the company here go on doing so', async () => {
    there({ roles: ['admin'], issuer: 'i', subject: 's' });
    await importing({ members: [wanted] });
    expect(changes[0]?.body).toMatchObject({ roles: ['admin', 'approver'] });
  });

  it('who administer come first', async () => {
    const admin = { id: 'zoe', settings: { email: 'z@x.example', roles: ['admin'] } };
    await importing({ members: [wanted, admin] });
    expect(calls()).toEqual(['PUT /members/zoe', 'PUT /members/ann']);
  });
});

describe('approval users', () => {
  it('are taken all or none, and each fault is told', async () => {
    const errors = [{ pointer: '/approverId', detail: 'bob is not there.' }];
    const rows = [
      { userId: 'ann', outcome: 'refused', errors },
      { userId: 'eve', outcome: 'added', errors: [] },
    ];
    answers['POST /approval-users-import'] = { status: 200, body: { saved: false, rows } };
    const approvalUsers = ['ann', 'eve'].map((id) => ({ id, settings: {} }));
    expect(await importing({ approvalUsers })).toBe(1);
    expect(output()).toMatch(/approval user ann: refused\n {4}\/approverId: bob is not there\.\n.*eve: refused/);
  });
});

describe('workflows', () => {
  it('are not enabled unless that is asked for', async () => {
    expect(await importing({ workflows: [workflow()] })).toBe(0);
    expect(changes).toEqual([{ call: 'POST /workflows?draft=true', body: { definition: DEFINITION, id: 'w-1' } }]);
    expect(output()).toContain('It was enabled, and is not here.');
  });

  it('that were edited since are published as they ran, and edited again', async () => {
    const edited = { ...DEFINITION, description: 'Edited' };
    await importing({ workflows: [workflow({ definition: edited, published: DEFINITION })] }, '--enable');
    expect(changes).toEqual([
      { call: 'POST /workflows?draft=true', body: { definition: DEFINITION, id: 'w-1' } },
      { call: 'POST /workflows/A/enable', body: undefined },
      { call: 'PUT /workflows/A?draft=true', body: { definition: edited } },
    ]);
  });

  it('that can not be enabled here are kept, and it is said why', async () => {
    answers['POST /workflows/A/enable'] = { status: 422, body: { title: 'Invalid', problems: [ERROR] } };
    expect(await importing({ workflows: [workflow()] }, '--enable')).toBe(1);
    expect(output()).toMatch(/workflow A: refused\n {4}\/steps\/0: There is no such action\./);
  });

  it('with errors are kept as drafts, and it is said so', async () => {
    answers['POST /workflows?draft=true'] = { status: 201, body: { problems: [ERROR] } };
    expect(await importing({ workflows: [workflow({ enabled: false })] })).toBe(0);
    expect(output()).toMatch(/workflow A: created\n {4}\/steps\/0: There is no such action\./);
  });
});

test('what the server refuses of one thing keeps nothing else out', async () => {
  answers['PUT /sources/bc'] = { status: 422, body: { errors: [{ pointer: '/kind', detail: 'Unknown.' }] } };
  const sources = ['bc', 'shop'].map((id) => ({ id, settings: { kind: 'standard' } }));
  expect(await importing({ sources })).toBe(1);
  expect(output()).toMatch(/source bc: refused\n {4}\/kind: Unknown\.\nsource shop: created/);
});

test('a server that lets nobody in ends the import at once', async () => {
  answers['PUT /sources/bc'] = { status: 403, body: { detail: 'You may not.' } };
  const sources = ['bc', 'shop'].map((id) => ({ id, settings: { kind: 'standard' } }));
  expect(await importing({ sources })).toBe(1);
  expect(calls()).toEqual(['PUT /sources/bc']);
  expect(complained.join()).toContain('403 You may not.');
});

test('a dry run changes nothing', async () => {
  const members = [{ id: 'ann', settings: { email: 'a@x.example', roles: ['admin'] } }];
  const approvalUsers = [{ id: 'ann', settings: {} }];
  const policy = { commentOnReject: true };
  const sources = [{ id: 'shop', settings: { kind: 'standard' } }];
  const all = { members, approvalUsers, approvalPolicy: policy, sources, workflows: [workflow()] };
  expect(await importing(all, '--dry-run --enable')).toBe(0);
  expect(changes).toEqual([]);
  expect(output()).toMatch(/approval user ann: would be created\napproval policy all: would be changed/);
});

test.each([
  ['another form', 'werkstroomCompany: 2\ncompany: acme\n', /\/werkstroomCompany/],
  ['a member without a name', 'werkstroomCompany: 1\nmembers: [{ settings: {} }]\n', /\/members\/0\/id/],
])('a file of %s is refused before anything is sent', async (_what, wrong, place) => {
  text = wrong;
  expect(await runCommand(['import', 'acme.yaml'], shell)).toBe(2);
  expect(complained.join('\n')).toMatch(place);
  expect(changes).toEqual([]);
});

test('programs read credentials, outcomes and open runs', async () => {
  const made = { webhookUrl: 'u', secret: 's', clientId: 'c', clientSecret: 'cs', id: 'shop' };
  answers['PUT /sources/shop'] = { status: 201, body: made };
  await importing({ sources: [{ id: 'shop', settings: { kind: 'standard' } }] }, '--json');
  const { id: _, ...credentials } = made;
  expect(JSON.parse(output())).toEqual({
    parts: [
      { part: 'approvalPolicy', id: 'all', outcome: 'unchanged', notes: [] },
      { part: 'source', id: 'shop', outcome: 'created', notes: [], credentials },
    ],
    openRuns: [],
  });
});
