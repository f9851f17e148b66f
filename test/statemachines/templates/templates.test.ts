import { describe, expect, test } from 'vitest';
import { actionCatalogue } from '../../../shared/connectors/registry.ts';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { bindCompiler } from '../../../statemachines/bind-compiler.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { findTemplate, templates } from '../../../statemachines/templates/templates.ts';
import { machineFaults } from '../support/machine-faults.ts';
import { filled } from './filled.ts';

const catalogue = actionCatalogue();
const compiler = bindCompiler({ catalogue, functions: { runAction: 'run-action', awaitEvent: 'await-event' } });
const all = templates().map((template) => [template.code, template] as const);

test.each(all)('a copy of %s can be enabled once it is filled in', (_code, template) => {
  const copy = filled(template);
  expect(parseDefinition(copy)).toEqual({ definition: copy });
  expect(validate(copy, catalogue)).toEqual([]);
  expect(machineFaults(JSON.parse(compiler.compile(copy).machine))).toEqual([]);
});

test.each(all.filter(([, { fill }]) => fill))(
  '%s can not be enabled before, and says what is missing',
  (_code, template) => {
    const problems = validate({ ...template.definition, code: 'X' }, catalogue).filter(
      ({ severity }) => severity === 'error',
    );
    expect(problems.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining((template.fill ?? []).map((pointer) => expect.stringContaining(pointer))),
    );
  },
);

/** Code, category, event, approver type, limit type: domain 1.2, and the extension templates behind it. */
const TABLE: readonly (readonly [string, string, string, string, string])[] = [
  ['MS-INCDOC', 'INT', 'incomingDocument.created', '', ''],
  ['MS-INCDOCAPW', 'INT', 'incomingDocument.approvalRequested', 'workflowUserGroup', ''],
  ['MS-INCDOC-OCR', 'INT', 'incomingDocument.receivedFromOcr', '', ''],
  ['MS-INCDOC-JNL-OCR', 'INT', 'incomingDocument.receivedFromOcr', '', ''],
  ['MS-INCDOC-DOCEXCH', 'INT', 'incomingDocument.receivedFromDocumentExchange', '', ''],
  ['MS-PIW', 'PURCHDOC', 'purchaseDocument.released', '', ''],
  ['MS-BPOAPW', 'PURCHDOC', 'purchaseDocument.approvalRequested', 'workflowUserGroup', ''],
  ['MS-PCMAPW', 'PURCHDOC', 'purchaseDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-PIAPW', 'PURCHDOC', 'purchaseDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-POAPW', 'PURCHDOC', 'purchaseDocument.approvalRequested', 'approver', 'approverChain'],
  ['MS-PQAPW', 'PURCHDOC', 'purchaseDocument.approvalRequested', 'approver', 'approverChain'],
  ['MS-PROAPW', 'PURCHDOC', 'purchaseDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-BSOAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'workflowUserGroup', ''],
  ['MS-SCMAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-SIAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-SOAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'salespersonPurchaser', 'approverChain'],
  ['MS-SQAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-SROAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-SICLAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'salespersonPurchaser', 'directApprover'],
  ['MS-SOCLAPW', 'SALESDOC', 'salesDocument.approvalRequested', 'salespersonPurchaser', 'approverChain'],
  ['MS-OVERDUE', 'ADMIN', 'approvalRequest.overdue', '', ''],
  ['MS-CUSTAPW', 'SALES', 'customer.approvalRequested', 'approver', 'directApprover'],
  ['MS-CCLCAPW', 'SALES', 'customer.modified', 'workflowUserGroup', ''],
  ['MS-VENDAPW', 'PURCH', 'vendor.approvalRequested', 'approver', 'directApprover'],
  ['MS-ITEMAPW', 'SALES', 'item.approvalRequested', 'approver', 'directApprover'],
  ['MS-IUPCAPW', 'SALES', 'item.modified', 'workflowUserGroup', ''],
  ['MS-GJBAPW', 'FIN', 'generalJournalBatch.approvalRequested', 'approver', 'directApprover'],
  ['MS-GJLAPW', 'FIN', 'generalJournalLine.approvalRequested', 'approver', 'directApprover'],
  ['MS-IJBAPW', 'INV', 'itemJournalBatch.approvalRequested', 'approver', 'directApprover'],
  ['MS-RWBAPW', 'PURCH', 'requisitionWorksheetBatch.approvalRequested', 'approver', 'directApprover'],
  ['MS-JQEAPW', 'ADMIN', 'jobQueueEntry.approvalRequested', 'approver', 'directApprover'],
  ['MS-VENDBANKACCAPW', 'PURCH', 'vendorBankAccount.approvalRequested', 'approver', 'directApprover'],
  ['MS-SUSTJBAPW', 'ESG', 'sustainabilityJournalBatch.approvalRequested', 'approver', 'directApprover'],
  ['MS-EDOCTOS', 'EDOC', 'electronicDocument.created', '', ''],
  ['MS-EDOCTOM', 'EDOC', 'electronicDocument.created', '', ''],
];

describe('the templates', () => {
  test('are the 32 of Business Central and the three of its extensions', () => {
    expect(
      templates()
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(TABLE.map(([code]) => code).toSorted());
    expect(new Set(templates().map(({ name }) => name)).size).toBe(35);
    expect(findTemplate('POAPW')).toBeUndefined();
    expect(templates().map(({ category }) => category)).toEqual(TABLE.map(([, category]) => category).toSorted());
  });

  test.each(TABLE)('%s: %s, on %s, asks %s by %s', (code, category, event, approverType, limitType) => {
    const template = findTemplate(code);
    expect(template?.category).toBe(category);
    expect(template?.definition).toMatchObject({ code, category, on: { event } });
    const text = JSON.stringify(template?.definition.steps);
    const options = { ...(approverType && { approverType }), ...(limitType && { limitType }) };
    const [, found = '{}'] = /"approvals.resolve","with":(\{[^}]*\})/.exec(text) ?? [];
    expect(JSON.parse(found)).toEqual(approverType ? expect.objectContaining(options) : {});
  });

  test.each([
    ['MS-INCDOC', undefined],
    ['MS-INCDOCAPW', { record: { status: 'New' } }],
    ['MS-INCDOC-OCR', { record: { ocrStatus: 'Success' } }],
    ['MS-INCDOC-JNL-OCR', { record: { ocrStatus: 'Success' } }],
    ['MS-INCDOC-DOCEXCH', { record: { status: 'New' } }],
    ['MS-PIW', { record: { documentType: 'Invoice', status: 'Released' } }],
    ['MS-BPOAPW', { record: { documentType: 'Blanket Order', status: 'Open' } }],
    ['MS-PCMAPW', { record: { documentType: 'Credit Memo', status: 'Open' } }],
    ['MS-PIAPW', { record: { documentType: 'Invoice', status: 'Open' } }],
    ['MS-POAPW', { record: { documentType: 'Order', status: 'Open' } }],
    ['MS-PQAPW', { record: { documentType: 'Quote', status: 'Open' } }],
    ['MS-PROAPW', { record: { documentType: 'Return Order', status: 'Open' } }],
    ['MS-BSOAPW', { record: { documentType: 'Blanket Order', status: 'Open' } }],
    ['MS-SCMAPW', { record: { documentType: 'Credit Memo', status: 'Open' } }],
    ['MS-SIAPW', { record: { documentType: 'Invoice', status: 'Open' } }],
    ['MS-SOAPW', { record: { documentType: 'Order', status: 'Open' } }],
    ['MS-SQAPW', { record: { documentType: 'Quote', status: 'Open' } }],
    ['MS-SROAPW', { record: { documentType: 'Return Order', status: 'Open' } }],
    ['MS-SICLAPW', { record: { documentType: 'Invoice', status: 'Open' } }],
    ['MS-SOCLAPW', { record: { documentType: 'Order', status: 'Open' } }],
    ['MS-OVERDUE', undefined],
    ['MS-CUSTAPW', undefined],
    ['MS-VENDAPW', undefined],
    ['MS-ITEMAPW', undefined],
    ['MS-GJBAPW', undefined],
    ['MS-GJLAPW', undefined],
    ['MS-IJBAPW', undefined],
    ['MS-RWBAPW', undefined],
    ['MS-JQEAPW', undefined],
    ['MS-VENDBANKACCAPW', undefined],
    ['MS-SUSTJBAPW', undefined],
    ['MS-EDOCTOS', undefined],
    ['MS-EDOCTOM', undefined],
    ['MS-CCLCAPW', { change: { field: 'creditLimitLcy', is: 'increased' } }],
    ['MS-IUPCAPW', { change: { field: 'unitPrice', is: 'increased' } }],
  ])('%s starts on %j', (code, where) => {
    const on = findTemplate(code)?.definition.on;
    expect(on && 'where' in on ? on.where : undefined).toEqual(where);
  });
});

/** Domain 1.2: what has to be filled in before a copy can be enabled, by the name of the option. */
const TO_FILL: readonly (readonly [string, readonly string[]])[] = [
  ['MS-INCDOC', ['recipientUserId']],
  ['MS-INCDOC-OCR', ['recipientUserId']],
  ['MS-INCDOC-JNL-OCR', ['recipientUserId']],
  ['MS-INCDOC-DOCEXCH', ['recipientUserId']],
  ['MS-PIW', ['journalTemplateName', 'journalBatchName', 'recipientUserId']],
  ...['MS-INCDOCAPW', 'MS-BPOAPW', 'MS-BSOAPW', 'MS-CCLCAPW', 'MS-IUPCAPW'].map(
    (code) => [code, ['userGroup']] as const,
  ),
  ...['MS-EDOCTOS', 'MS-EDOCTOM'].map((code) => [code, ['services']] as const),
];

test.each(TO_FILL)('%s wants %j, and no other template does', (code, options) => {
  expect(findTemplate(code)?.fill?.map((pointer) => pointer.split('/').at(-1))).toEqual(options);
  expect(templates().filter(({ fill }) => fill)).toHaveLength(12);
});

const approvals = all.filter(([, { definition }]) => definition.kind === 'approval');

test.each(approvals)(
  '%s tells the sender of a rejection, and not of what it opens or cancels',
  (_code, { definition }) => {
    const [sent, ends] = [
      /"approvals.send"(,"with":\{[^}]*\})?/g,
      /"approvals.(rejectAll|cancelAll)"(,"with":\{[^}]*\})?/g,
    ];
    const text = JSON.stringify(definition);
    expect(new Set(text.match(sent))).toEqual(new Set(['"approvals.send"']));
    const [rejected, ...cancelled] = text.match(ends) ?? [];
    expect(rejected).toBe('"approvals.rejectAll","with":{"notifySender":true}');
    // The last one is our own end after 30 days.
    expect(cancelled).toEqual(['"approvals.cancelAll"', '"approvals.cancelAll","with":{"notifySender":true}']);
  },
);

test.each([
  ['MS-GJLAPW', false],
  ['MS-CCLCAPW', false],
  ['MS-IUPCAPW', false],
  ['MS-POAPW', true],
  ['MS-CUSTAPW', true],
])('%s confirms to the requester: %s', (code, confirms) => {
  expect(JSON.stringify(findTemplate(code)?.definition).includes('"showConfirmation":false')).toBe(!confirms);
});

test('the purchase order approval compiles to the machine that stands beside this test', async () => {
  const definition = findTemplate('MS-POAPW')?.definition;
  if (!definition) throw new Error('no template');
  const { machine } = compiler.compile({ ...definition, code: 'POAPW-01' });
  await expect(`${machine}\n`).toMatchFileSnapshot('./poapw-01.asl.json');
});
