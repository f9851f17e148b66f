import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../cli/run-command.ts';
import type { Shell } from '../../cli/shell.ts';
import { evaluateExpression } from '../../shared/adapters/jsonata/evaluate-expression.ts';

const EXAMPLES = new URL('../../examples/workflows/', import.meta.url);
const GOOD = readFileSync(new URL('price-up.yaml', EXAMPLES), 'utf8');
const BAD = GOOD.replace('email.send', 'email.sned');

let said: string[];
let complained: string[];
let files: Record<string, string>;
let calls: { method: string; url: string; body: unknown }[];
let answers: Record<string, { status: number; body: unknown }>;

const shell: Shell = {
  say: (text) => void said.push(text),
  complain: (text) => void complained.push(text),
  read: async (file) => {
    const text = files[file];
    if (text === undefined) throw Object.assign(new Error(`ENOENT: no such file ${file}`), { code: 'ENOENT' });
    return text;
  },
  write: async (file, text) => {
    files[file] = text;
  },
  environment: { WERKSTROOM_URL: 'https://w.example/', WERKSTROOM_COMPANY: 'cronus', WERKSTROOM_TOKEN: 't' },
  fetch: async (url, init) => {
    const method = init?.method ?? 'GET';
    calls.push({ method, url, body: init?.body === undefined ? undefined : JSON.parse(String(init?.body)) });
    const path = url.replace('https://w.example/api/v1/companies/cronus', '');
    const answer = answers[`${method} ${path}`] ?? { status: 404, body: { title: 'Not found' } };
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  },
  openTable: async (table) => {
    throw new Error(`Nobody here opens ${table}.`);
  },
  evaluate: async (expression, bindings) => {
    const answer = await evaluateExpression({ expression, bindings });
    if (answer.kind !== 'value') throw new Error('no value');
    return JSON.parse(answer.json);
  },
  copyDataFolder: async () => 'nothing-there',
  now: () => Date.parse('2026-03-02T08:00:00Z'),
};

beforeEach(() => {
  [said, complained, calls] = [[], [], []];
  files = { 'good.yaml': GOOD, 'bad.yaml': BAD, 'two.yaml': `${GOOD}---\n${GOOD.replace('PRICE-UP', 'OTHER')}` };
  answers = {};
});

const run = (line: string) => runCommand(line.split(' ').filter(Boolean), shell);
const output = () => said.join('\n');

describe('validate', () => {
  test('ends with 0 when there is no error, with 1 when there is one', async () => {
    expect(await run('validate good.yaml')).toBe(0);
    expect(output()).toBe('good.yaml: PRICE-UP: valid');
    expect(await run('validate good.yaml bad.yaml')).toBe(1);
    expect(output()).toMatch(
      /bad.yaml: PRICE-UP: 1 error\n {2}error \/steps\/1\/do: .*unknown-action.*\n {4}Did you mean email.send\?/,
    );
  });

  test('prints what programs read', async () => {
    await run('validate bad.yaml --json');
    expect(JSON.parse(output())).toMatchObject([
      { file: 'bad.yaml', code: 'PRICE-UP', problems: [{ code: 'unknown-action' }] },
    ]);
  });

  test.each(['', '  \n', '# nothing but a comment', '---\n---\n', '[]', '<Root></Root>'])(
    'a file that holds no workflow is refused: %j',
    async (text) => {
      files['nothing.yaml'] = text;
      expect(await run('validate nothing.yaml')).toBe(1);
      expect(output()).toContain('no-workflow');
    },
  );
});

test.each([
  '',
  'validate',
  'frobnicate',
  'validate missing.yaml',
  'validate --nope',
  'compile two.yaml',
  'simulate good.yaml',
  'templates NOPE',
  'export --format pdf',
])('"%s" is called wrongly and ends with 2', async (line) => {
  expect(await run(line)).toBe(2);
  expect([...complained, ...said].join('\n')).toMatch(/werkstroom/);
});

test('help ends with 0', async () => {
  expect(await run('--help')).toBe(0);
  expect(output()).toContain('simulate FILE');
});

test('compile prints the state machine of the workflow that is named', async () => {
  expect(await run('compile two.yaml --code OTHER')).toBe(0);
  expect(JSON.parse(output())).toMatchObject({ StartAt: 'Start', Comment: expect.stringContaining('OTHER') });
  expect(await run('compile bad.yaml')).toBe(1);
});

test.each(['compile bad.yaml', 'simulate bad.yaml --event nothing.json'])(
  '"%s" says what is wrong, to people and to programs',
  async (line) => {
    expect(await run(line)).toBe(1);
    expect(complained.join()).toContain('unknown-action');
    expect(said).toEqual([]);
    expect(await run(`${line} --json`)).toBe(1);
    expect(JSON.parse(output())).toMatchObject({ file: 'bad.yaml', problems: [{ code: 'unknown-action' }] });
  },
);

describe('simulate', () => {
  test('tells the path, whom it tells, and what it costs', async () => {
    files['event.json'] = JSON.stringify({
      record: { id: 'I1', fields: { unitPrice: 120, description: 'Bike' } },
      previous: { fields: { unitPrice: 100 } },
    });
    expect(await run('simulate good.yaml --event event.json')).toBe(0);
    expect(output()).toContain('It starts.');
    expect(output()).toContain('Bike: 100 -> 120 (20%)');
    expect(output()).toMatch(/Outcome: succeeded/);
  });

  test('says why it would not start', async () => {
    files['event.yaml'] = 'record: { fields: { unitPrice: 101 } }\nprevious: { fields: { unitPrice: 100 } }\n';
    expect(await run('simulate good.yaml --event event.yaml')).toBe(0);
    expect(output()).toMatch(/It does not start.\n.*less than 10%/);
  });

  test('says which choice has the wrong form', async () => {
    files['waits.yaml'] =
      'code: W\nkind: automated\non: { event: item.modified }\nsteps: [{ id: heard, when: [{ event: item.deleted, steps: [] }] }]';
    files['event.json'] = JSON.stringify({ record: { fields: {} } });
    files['choices.json'] = JSON.stringify({ heard: 0 });
    expect(await run('simulate waits.yaml --event event.json --choices choices.json')).toBe(2);
    expect(complained.join()).toContain('choices.json: /heard: ');
  });

  test('ends with 1 where the run would fail', async () => {
    files['event.json'] = JSON.stringify({
      record: { fields: { unitPrice: 120 } },
      previous: { fields: { unitPrice: 100 } },
    });
    files['broken.yaml'] = GOOD.replace('$event.previous.fields.unitPrice', '$event.previous.nothing');
    expect(await run('simulate broken.yaml --event event.json --json')).toBe(1);
    expect(JSON.parse(output()).outcome.status).toBe('failed');
  });
});

describe('templates', () => {
  test('are listed, and printed so that they can be used', async () => {
    expect(await run('templates')).toBe(0);
    expect(output()).toContain('MS-POAPW');
    said = [];
    expect(await run('templates MS-POAPW')).toBe(0);
    files['own.yaml'] = output();
    expect(await run('validate own.yaml')).toBe(0);
  });
});

describe('import', () => {
  const imported = (...items: object[]) => {
    answers = { 'POST /workflow-imports': { status: 200, body: { items } } };
  };

  test('sends the texts of the files and says what became of each workflow', async () => {
    const hint = 'Mend it.';
    imported(
      { code: 'PRICE-UP', outcome: 'created', problems: [] },
      {
        code: 'OTHER',
        outcome: 'replaced',
        problems: [{ code: 'x', severity: 'warning', pointer: '', message: 'm', hint }],
      },
    );
    expect(await run('import two.yaml')).toBe(0);
    expect(said).toEqual([
      'two.yaml: PRICE-UP: created',
      'two.yaml: OTHER: replaced',
      '  warning /: m (x)\n    Mend it.',
    ]);
    expect(calls.map(({ body }) => body)).toEqual([{ text: files['two.yaml'], dryRun: false }]);
  });

  test('changes nothing in a dry run, and says what means nothing there', async () => {
    const message = 'bob is no approval user.';
    const problem = {
      code: 'unknown-approver',
      severity: 'error',
      pointer: '/steps/0',
      message,
      hint: 'Make him one.',
    };
    imported({ code: 'PRICE-UP', outcome: 'wouldCreate', problems: [problem] });
    expect(await run('import good.yaml --dry-run')).toBe(1);
    expect(output()).toMatch(/would be created[\s\S]*bob is no approval user/);
    expect(calls.map(({ body }) => body)).toEqual([{ text: GOOD, dryRun: true }]);
  });

  test('ends with 1 where something was refused, for programs too', async () => {
    imported({ code: null, outcome: 'refused', problems: [] });
    expect(await run('import good.yaml --json')).toBe(1);
    expect(JSON.parse(output())).toEqual([{ file: 'good.yaml', code: null, outcome: 'refused', problems: [] }]);
  });

  test('reads all files before it sends the first', async () => {
    expect(await run('import good.yaml nowhere.yaml')).toBe(2);
    expect(calls).toEqual([]);
  });

  test('says that a server refuses, and each single fault', async () => {
    answers = { 'POST /workflow-imports': { status: 403, body: { detail: 'You may not.' } } };
    expect(await run('import good.yaml')).toBe(1);
    expect(complained.join()).toContain('403 You may not.');
    const errors = [{ pointer: '/since', detail: 'Write a date.' }];
    answers = { 'POST /workflows/A/simulate': { status: 400, body: { detail: 'See "errors".', errors } } };
    expect(await run('backtest A --since yesterday')).toBe(1);
    expect(complained.join()).toContain('/since: Write a date.');
  });

  test('takes a text that multiplies itself for no company, and leaves it to the server to say so', async () => {
    imported({ code: null, outcome: 'refused', problems: [] });
    const more = (name: string, of: string) => `${name}: &${name} [${`*${of}, `.repeat(9)}*${of}]`;
    const bomb = ['werkstroomCompany: &a [x]', more('b', 'a'), more('c', 'b'), more('d', 'c'), more('e', 'd')];
    files['bomb.yaml'] = bomb.join('\n');
    expect(await run('import bomb.yaml')).toBe(1);
  });
});

describe('export', () => {
  const definition = {
    code: 'A',
    kind: 'automated',
    on: { event: 'item.created' },
    steps: [{ do: 'records.restrict' }],
  };

  beforeEach(() => {
    answers = {
      'GET /workflows?limit=200': { status: 200, body: { items: [{ code: 'A' }] } },
      'GET /workflows/A': { status: 200, body: { definition } },
    };
  });

  test('fetches all workflows, or those that are named, in the format that is asked for', async () => {
    expect(await run('export --format json')).toBe(0);
    expect(JSON.parse(output())).toEqual(definition);
    expect(await run('export A --out all.yaml')).toBe(0);
    expect(await run('validate all.yaml')).toBe(0);
    expect(await run('export A --format xml --out all.xml')).toBe(1);
    expect(complained.join()).toContain("can not be said in Business Central's XML");
    expect(await run('export B')).toBe(1);
  });
});

describe('explain', () => {
  test('says of every workflow what became of it, with the values compared', async () => {
    const conditions = [{ pointer: '/record/unitPrice', text: 'unitPrice: >100', value: 5, holds: false }];
    const considered = [{ workflow: 'DEAR', version: 1, outcome: 'notMatched', reason: 'No.', conditions }];
    const event = { type: 'item.modified', record: { entity: 'item', id: '1' }, status: 'handled', considered };
    answers = { 'GET /events/e-1?explain=true': { status: 200, body: event } };
    expect(await run('explain e-1')).toBe(0);
    expect(output()).toContain('DEAR version 1: notMatched: No.');
    expect(output()).toContain('fails  unitPrice: >100, it is 5');
  });

  test('says of an event that is not there what was refused', async () => {
    const detail = 'e-2 never came in. A delivery of erp was refused.';
    answers = { 'GET /events/e-2?explain=true': { status: 404, body: { detail } } };
    expect(await run('explain e-2')).toBe(1);
    expect(output()).toContain(detail);
  });
});

test('backtest adds up the pages of a period and says how far it is', async () => {
  const items = [
    {
      event: { id: 'e', receivedAt: '2026-02-01T00:00:00.000Z' },
      simulation: { starts: true, outcome: { status: 'failed' } },
    },
  ];
  const simulation = { items, totals: { events: 3, starts: 1, dollars: 0.5 } };
  answers = { 'POST /workflows/A/simulate': { status: 200, body: { problems: [], simulation } } };
  expect(await run('backtest A --since 2026-01-01T00:00:00Z')).toBe(1);
  expect(output()).toContain('Of 3 events 1 would start it; 1 of these runs would fail.');
  expect(complained.join()).toContain('3 events back to 2026-02-01');
  expect(await run('backtest A')).toBe(2);
});

describe('runs', () => {
  const one = { id: 'r-1', workflow: 'A', version: 2, status: 'failed', record: { entity: 'item', id: '1' } };

  test('are listed, and told step by step', async () => {
    const steps = [{ title: 'Send it', kind: 'do', status: 'failed', error: { name: 'X' } }];
    answers = {
      'GET /runs?workflow=A&status=failed': { status: 200, body: { items: [one] } },
      'GET /runs/r-1': { status: 200, body: { ...one, steps } },
    };
    expect(await run('runs --workflow A --status failed')).toBe(0);
    expect(output()).toBe('r-1  A version 2  failed  item 1');
    expect(await run('runs r-1')).toBe(0);
    expect(output()).toContain('Send it: {"name":"X"}');
  });

  test('are retried by their ids, so many at a time as the server takes; a refusal is told and ends with 1', async () => {
    const results = [
      { id: 'r-2', status: 409, detail: 'It has not failed.' },
      { id: 'r-1', status: 202 },
    ];
    answers = { 'POST /runs/bulk': { status: 200, body: { results } } };
    expect(await run('runs retry r-2 r-1')).toBe(1);
    expect(output()).toBe('r-2: It has not failed.\nr-1: retry accepted');
    const many = Array.from({ length: 101 }, (_, index) => `r-${index}`);
    await run(`runs cancel ${many.join(' ')}`);
    expect(calls.map(({ body }) => body)).toEqual([
      { action: 'retry', ids: ['r-2', 'r-1'] },
      { action: 'cancel', ids: many.slice(0, 100) },
      { action: 'cancel', ids: ['r-100'] },
    ]);
  });

  test('are resubmitted by status and workflow, page by page', async () => {
    const page = (id: string, next?: string) => ({ status: 200, body: { results: [{ id, status: 202 }], next } });
    const pages = [page('r-2', 'more'), page('r-1')];
    answers = {
      get 'POST /runs/bulk'() {
        return pages.shift() ?? { status: 500, body: {} };
      },
    };
    expect(await run('runs resubmit --status failed --workflow A')).toBe(0);
    expect(output()).toBe('r-2: resubmit accepted\nr-1: resubmit accepted');
    const filter = { status: 'failed', workflow: 'A' };
    expect(calls.map(({ body }) => body)).toEqual([
      { action: 'resubmit', filter },
      { action: 'resubmit', filter, cursor: 'more' },
    ]);
  });

  test('are not cancelled where nobody says which', async () => {
    expect(await run('runs cancel --workflow A')).toBe(2);
    expect(calls).toEqual([]);
  });
});
