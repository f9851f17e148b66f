import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseDefinitionText } from '../../../shared/contracts/parse-definition-text.ts';
import { templates } from '../../../statemachines/templates/templates.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';

const EXAMPLES = new URL('../../../examples/workflows/', import.meta.url);

let api: ApiFixture;
const as = 'admin';

beforeEach(async () => {
  api = await createApi();
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

interface Item {
  readonly code: string | null;
  readonly outcome: string;
  readonly problems: readonly { readonly code: string; readonly pointer: string }[];
}

const post = (path: string, body?: unknown) => api.call({ route: `POST ${path}`, as, body });
const get = (path: string) => api.call({ route: `GET ${path}`, as });
const importText = async (text: string, dryRun = false) => {
  const items: Item[] = Object((await post('/workflow-imports', { text, dryRun })).body).items;
  return items.map(({ code, outcome, problems }) => ({
    code,
    outcome,
    problems: problems.map((problem) => problem.code),
  }));
};
const exportAs = async (code: string, format: string): Promise<{ text: string; problems: readonly object[] }> =>
  Object((await get(`/workflows/${encodeURIComponent(code)}/export?format=${format}`)).body);

const TWO = `
code: ONE
kind: automated
on: { event: item.modified }
steps: [{ do: email.send, with: { to: manager, subject: a, text: b } }]
---
code: TWO
kind: approval
on: { event: vendor.approvalRequested }
steps:
  - do: approvals.create
    with: { approverType: workflowUserGroup, userGroup: NOBODY, escalateAfter: 1D, escalateToGroup: NONE }
  - do: notifications.notify
    with: { recipientUserId: ghost }
`;

describe('an import', () => {
  test('takes in each workflow of a text, and names everything that it refers to and is not here', async () => {
    const two = { code: 'TWO', problems: ['unknown-group', 'unknown-group', 'unknown-member'] };
    expect(await importText(TWO, true)).toEqual([
      { code: 'ONE', outcome: 'wouldCreate', problems: [] },
      { ...two, outcome: 'wouldCreate' },
    ]);
    expect((await get('/workflows')).body.items).toEqual([]);
    expect((await importText(TWO)).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect((await importText(TWO, true)).map(({ outcome }) => outcome)).toEqual(['wouldReplace', 'wouldReplace']);
    expect((await importText(TWO)).map(({ outcome }) => outcome)).toEqual(['replaced', 'replaced']);
  });

  test('leaves what is enabled as it was published', async () => {
    await importText(TWO);
    await post('/workflows/ONE/enable');
    await importText(TWO.replace('subject: a', 'subject: c'));
    const { body } = await get('/workflows/ONE');
    expect(body).toMatchObject({ enabled: true, version: 1, definition: { steps: [{ with: { subject: 'c' } }] } });
    expect((await get('/workflows/ONE/versions/1')).body).toMatchObject({
      definition: { steps: [{ with: { subject: 'a' } }] },
    });
  });

  test('keeps what has errors as a draft, and refuses what has no form, a code twice, and codes of templates', async () => {
    const text = [
      TWO.replace('email.send', 'email.sned'),
      'code: ONE\nkind: automated\non: { event: item.modified }\nsteps: [{ do: records.allow }]',
      'code: MS-POAPW\nkind: automated\non: { event: item.modified }\nsteps: [{ do: records.allow }]',
      'code: BROKEN\nkind: automated\nsteps: [{ do: nothing.known }]',
    ].join('\n---\n');
    expect((await importText(text)).map(({ code, outcome, problems }) => [code, outcome, problems[0]])).toEqual([
      ['ONE', 'created', 'unknown-action'],
      ['TWO', 'created', 'unknown-group'],
      ['ONE', 'refused', 'code-twice'],
      ['MS-POAPW', 'refused', 'code-of-template'],
      [null, 'refused', 'missing-member'],
    ]);
    expect((await post('/workflows/ONE/enable')).status).toBe(422);
  });

  test.each(['', 'hello', '{', '<Root/>', '<Root><Workflow', '\u0000'])(
    'of %j says why there is nothing',
    async (text) => {
      const [item, ...others] = await importText(text);
      expect(others).toEqual([]);
      expect(item).toMatchObject({ code: null, outcome: 'refused', problems: [expect.any(String)] });
    },
  );

  test("of Business Central's XML names what is not known here", async () => {
    const xml = `<Root><Workflow Code="X" Category="PURCHDOC">
      <WorkflowStep StepID="1" EntryPoint="1" PreviousStepID="0" Type="0" FunctionName="RUNWORKFLOWONSENDPURCHASEDOCFORAPPROVAL">
        <WorkflowRule RuleID="1" RuleTableNumber="38" RuleFieldNumber="50000" Operator="2" /></WorkflowStep>
      <WorkflowStep StepID="2" PreviousStepID="1" Type="1" FunctionName="CREATEAPPROVALREQUESTS">
        <WorkflowStepArgument ApproverType="2" WorkflowUserGroupCode="WFUG1" /></WorkflowStep>
      <WorkflowStep StepID="3" PreviousStepID="2" Type="1" FunctionName="POSTTOTHEMOON" />
    </Workflow></Root>`;
    expect(await importText(xml, true)).toEqual([
      { code: 'X', outcome: 'wouldCreate', problems: ['unknown-reference', 'unknown-action', 'unknown-group'] },
    ]);
  });
});

describe('an export', () => {
  const examples = readdirSync(EXAMPLES)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseDefinitionText(readFileSync(new URL(file, EXAMPLES), 'utf8')))
    .flatMap((parsed) => ('definition' in parsed ? parsed.definition : []));
  const copies = templates().map(({ definition }) => ({
    ...definition,
    code: definition.code.replace(/^(MS|WS)-/, ''),
  }));

  test.each(['yaml', 'json'])('of every example and every template as %s comes back exactly', async (format) => {
    for (const definition of [...examples, ...copies]) {
      await post('/workflows?draft=true', { definition });
      const { text, problems } = await exportAs(definition.code, format);
      expect(problems).toEqual([]);
      expect((await importText(text, true))[0]?.outcome).toBe('wouldReplace');
      expect(parseDefinitionText(text)).toEqual([{ definition }]);
    }
  });

  test('as XML says what Business Central can not, and comes back', async () => {
    await post('/workflows', { template: 'MS-POAPW' });
    const { text, problems } = await exportAs('POAPW-01', 'xml');
    expect(problems).toMatchObject([{ code: 'not-in-business-central', pointer: '/steps/5/timeout' }]);
    expect(await importText(text)).toEqual([{ code: 'POAPW-01', outcome: 'replaced', problems: [] }]);
    expect((await post('/workflows/POAPW-01/enable')).status).toBe(200);
  });

  test('of what is not there, and in a form that is none, is refused', async () => {
    expect((await get('/workflows/NONE/export')).status).toBe(404);
    expect((await get('/workflows/MS-POAPW/export')).status).toBe(409);
    expect((await get('/workflows/NONE/export?format=pdf')).status).toBe(400);
  });
});
