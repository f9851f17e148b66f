import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startYamlLanguageClient, type YamlLanguageClient } from '../../support/yaml-language-client.ts';

const SCHEMA = fileURLToPath(new URL('../../../docs/workflow.schema.json', import.meta.url));
const EXAMPLES = new URL('../../../examples/workflows/', import.meta.url);
const START = 'code: A\nkind: approval\non:\n  event: purchaseDocument.approvalRequested\n';
const STEPS = `${START}steps:\n`;
/** A server that starts on a machine with much to do. */
const PATIENCE = 60_000;

let editor: YamlLanguageClient;
beforeAll(async () => {
  editor = await startYamlLanguageClient(SCHEMA);
}, PATIENCE);
afterAll(() => editor.stop());

describe('an editor with the schema', { timeout: PATIENCE }, () => {
  test.each<[string, string, readonly string[]]>([
    ['the members of a workflow', 'code: A\n‸', ['kind', 'on', 'steps', 'limits', 'inputs', 'priority']],
    ['kinds', 'code: A\nkind: ‸', ['approval', 'automated', 'scheduled', 'instant']],
    ['triggers', 'code: A\non:\n  ‸', ['event', 'instant', 'schedule']],
    ['events', 'code: A\non:\n  event: ‸', ['purchaseDocument.approvalRequested', 'item.modified']],
    ['conditions', `${START}  where:\n    ‸`, ['record', 'lines', 'change', 'expression']],
    [
      'fields of what the event is about',
      `${START}  where:\n    record:\n      ‸`,
      ['documentType', 'amount', 'buyFromVendorNo'],
    ],
    [
      'kinds of steps',
      `${STEPS}  - ‸`,
      ['do', 'when', 'approve', 'task', 'if', 'switch', 'forEach', 'parallel', 'try'],
    ],
    ['actions', `${STEPS}  - do: ‸`, ['approvals.create', 'records.release', 'email.send', 'CREATEAPPROVALREQUESTS']],
    [
      'options of an action',
      `${STEPS}  - do: approvals.create\n    with:\n      ‸`,
      ['approverType', 'dueDateFormula'],
    ],
    ['options by its other name', `${STEPS}  - do: SHOWMESSAGE\n    with:\n      ‸`, ['text']],
    [
      'values of an option',
      `${STEPS}  - do: approvals.create\n    with:\n      approverType: ‸`,
      ['approver', 'salespersonPurchaser', 'workflowUserGroup'],
    ],
    ['branches of a wait', `${STEPS}  - when:\n      - ‸`, ['event', 'where', 'steps']],
    [
      'fields of a request',
      `${STEPS}  - when:\n      - event: approvalRequest.approved\n        where:\n          request:\n            ‸`,
      ['pendingApprovals', 'approverId'],
    ],
    ['what is asked', `${STEPS}  - approve:\n      ‸`, ['title', 'to', 'needs', 'responses']],
    ['outcomes', `${STEPS}  - stop: ‸`, ['succeeded', 'failed', 'cancelled']],
  ])('offers %s', async (_, marked, labels) => {
    const offered = await editor.complete(marked);
    expect(labels.filter((label) => !offered.has(label))).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ['a member', 'code: A\nki‸nd: approval\n', /of those that match an event only one starts/],
    ['an event', START.replace('purchase', 'pur‸chase'), /Approval of a purchase document is requested/],
    ['an action', `${STEPS}  - do: approvals.cr‸eate\n`, /Creates one entry for each approver/],
    [
      'an option',
      `${STEPS}  - do: email.send\n    with:\n      t‸o: x\n`,
      /An e-mail address, or the user id of a member/,
    ],
    ['a field', `${START}  where:\n    record:\n      sta‸tus: Open\n`, /Pending Prepayment/],
  ])('explains %s', async (_, marked, text) => {
    expect(await editor.hover(marked)).toMatch(text);
  });

  test.each<[string, string, RegExp]>([
    ['a kind that is none', 'code: A\nkind: approvl\n', /not accepted/],
    ['an action that is none', `${STEPS}  - do: records.alow\n`, /must be "approvals.resolve"/],
    [
      'an option that is none',
      `${STEPS}  - do: email.send\n    with: { too: a, subject: b, text: c }\n`,
      /too is not allowed/,
    ],
    ['an option that is missing', `${STEPS}  - do: email.send\n    with: { to: a }\n`, /Missing property "subject"/],
    ['a value of an option', `${STEPS}  - do: approvals.create\n    with: { approverType: boss }\n`, /not accepted/],
    ['two kinds of a step', `${STEPS}  - stop: failed\n    do: records.allow\n`, /not allowed/],
    ['a condition that is none', `${START}  where: { recrd: {} }\nsteps: []\n`, /recrd is not allowed/],
  ])('marks %s', async (_, text, message) => {
    expect((await editor.diagnose(text)).join('\n')).toMatch(message);
  });

  test('takes an expression wherever a value may stand', async () => {
    const options =
      "{ approverType: '{% $x %}', needs: '{% 1 %}', overdueTo: ['{% $y %}'], showConfirmation: '{% true %}' }";
    expect(await editor.diagnose(`${STEPS}  - do: approvals.create\n    with: ${options}\n`)).toEqual([]);
  });

  test.each(readdirSync(EXAMPLES).filter((file) => file.endsWith('.yaml')))('has nothing against %s', async (file) => {
    // The line that names the schema is for editors that open the file where it lies.
    const text = readFileSync(new URL(file, EXAMPLES), 'utf8').replace(/^# yaml-language-server.*$/m, '');
    expect(await editor.diagnose(text)).toEqual([]);
  });
});
