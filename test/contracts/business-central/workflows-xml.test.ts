import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessCentralNameOf, shippedCompiler } from '../../../cli/installation.ts';
import { actionCatalogue } from '../../../shared/connectors/registry.ts';
import { withOptionNames, withOptionNumbers } from '../../../shared/contracts/business-central/option-numbers.ts';
import { readBusinessCentralXml } from '../../../shared/contracts/business-central/read-workflows.ts';
import { readEventConditions, writeEventConditions } from '../../../shared/contracts/business-central/table-view.ts';
import { writeBusinessCentralXml } from '../../../shared/contracts/business-central/write-workflows.ts';
import { readXml, writeXml, XmlSyntaxError } from '../../../shared/contracts/business-central/xml.ts';
import { FilterSyntaxError } from '../../../shared/domain/condition/filter-syntax-error.ts';
import { parseFilter } from '../../../shared/domain/condition/parse-filter.ts';
import { canonicalEvent } from '../../../shared/domain/event/business-central-events.ts';
import { findAction } from '../../../shared/domain/workflow/catalogue.ts';
import type { Step, WhenBranch, WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { templates } from '../../../statemachines/templates/templates.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('base64');
const catalogue = actionCatalogue();

/** As Business Central exports a purchase order approval. */
const EXPORTED = `<?xml version="1.0" encoding="UTF-16" standalone="no"?>
<Root>
  <Workflow Code="MS-POAPW-01" Description="Purchase Order Approval &amp; more" Template="0" Category="PURCHDOC">
    <WorkflowStep StepID="1" EntryPoint="1" PreviousStepID="0" NextStepID="0" Type="0" FunctionName="RUNWORKFLOWONSENDPURCHASEDOCFORAPPROVAL" SequenceNo="1">
      <WorkflowStepArgument>
        <EventConditions>${utf16('<?xml version="1.0"?><ReportParameters><DataItems><DataItem name="Purchase Header">VERSION(1) SORTING(Field1,Field3) WHERE(Field1=1(1),Field60=1(&gt;1000),Field120=1(0))</DataItem><DataItem name="Purchase Line">VERSION(1) SORTING(Field1) WHERE(Field5=1(4),Field99=1(x))</DataItem></DataItems></ReportParameters>')}</EventConditions>
      </WorkflowStepArgument>
    </WorkflowStep>
    <WorkflowStep StepID="2" PreviousStepID="1" NextStepID="0" Type="1" FunctionName="RESTRICTRECORDUSAGE" SequenceNo="1" />
    <WorkflowStep StepID="3" PreviousStepID="2" NextStepID="0" Type="1" FunctionName="CREATEAPPROVALREQUESTS" SequenceNo="1">
      <WorkflowStepArgument ResponseOptionGroup="GROUP 5" ApproverType="1" ApproverLimitType="Approver Chain" DueDateFormula="1W" DelegateAfter="2" ShowConfirmationMessage="1" LinkTargetPage="50" />
    </WorkflowStep>
    <WorkflowStep StepID="4" PreviousStepID="3" NextStepID="0" Type="1" FunctionName="SENDAPPROVALREQUESTFORAPPROVAL" SequenceNo="1" />
    <WorkflowStep StepID="6" PreviousStepID="4" NextStepID="0" Type="0" FunctionName="RUNWORKFLOWONREJECTAPPROVALREQUEST" SequenceNo="2" />
    <WorkflowStep StepID="7" PreviousStepID="6" NextStepID="0" Type="1" FunctionName="REJECTALLAPPROVALREQUESTS" SequenceNo="1">
      <WorkflowStepArgument NotifySender="1" />
    </WorkflowStep>
    <WorkflowStep StepID="5" PreviousStepID="4" NextStepID="0" Type="0" FunctionName="RUNWORKFLOWONAPPROVEAPPROVALREQUEST" SequenceNo="1">
      <WorkflowStepArgument><EventConditions>${utf16('<ReportParameters><DataItems><DataItem name="Approval Entry">WHERE(Field21=1(&gt;0))</DataItem></DataItems></ReportParameters>')}</EventConditions></WorkflowStepArgument>
    </WorkflowStep>
    <WorkflowStep StepID="8" PreviousStepID="5" NextStepID="3" Type="1" FunctionName="SENDAPPROVALREQUESTFORAPPROVAL" SequenceNo="1" />
  </Workflow>
</Root>`;

describe('reading', () => {
  const [read] = readBusinessCentralXml(EXPORTED);
  if (!read || 'problems' in read) throw new Error(JSON.stringify(read));

  test.each([
    ['0', 'salespersonPurchaser'],
    ['', 'salespersonPurchaser'],
    ['Approver', 'approver'],
    ['2', 'workflowUserGroup'],
    ['Workflow User Group', 'workflowUserGroup'],
  ])('the approver type %s is %s', (written, approverType) => {
    const [workflow] = readBusinessCentralXml(EXPORTED.replace('ApproverType="1"', `ApproverType="${written}"`));
    expect(JSON.stringify(workflow)).toContain(`"approverType":"${approverType}"`);
  });

  test('an export becomes a definition of our language', () => {
    expect(read.definition).toEqual({
      code: 'MS-POAPW-01',
      description: 'Purchase Order Approval & more',
      category: 'PURCHDOC',
      kind: 'approval',
      on: {
        event: 'purchaseDocument.approvalRequested',
        where: {
          record: { documentType: 'Order', amount: '>1000', status: 'Open' },
          lines: { any: { type: 'Fixed Asset' } },
        },
      },
      steps: [
        { do: 'RESTRICTRECORDUSAGE' },
        {
          do: 'CREATEAPPROVALREQUESTS',
          with: { approverType: 'approver', limitType: 'approverChain', dueDateFormula: '1W', delegateAfter: '2D' },
        },
        { do: 'SENDAPPROVALREQUESTFORAPPROVAL' },
        {
          id: 'decision',
          when: [
            {
              event: 'approvalRequest.approved',
              where: { request: { pendingApprovals: '>0' } },
              steps: [{ do: 'SENDAPPROVALREQUESTFORAPPROVAL' }, { goto: 'decision' }],
            },
            {
              event: 'approvalRequest.rejected',
              steps: [{ do: 'REJECTALLAPPROVALREQUESTS', with: { notifySender: true } }],
            },
          ],
        },
      ],
    });
  });

  test('what it refers to and we do not know is listed, not blanked', () => {
    expect(read.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('field 99 of Purchase Line'),
      expect.stringContaining('LinkTargetPage (50)'),
    ]);
  });

  test('a rule that names no field is told', () => {
    const [one] = readBusinessCentralXml(
      `<Root><Workflow Code="A"><WorkflowStep StepID="1" EntryPoint="1" PreviousStepID="0" NextStepID="0" Type="0" FunctionName="RUNWORKFLOWONCUSTOMERCHANGED" SequenceNo="1"><WorkflowRule RuleID="1" RuleTableNumber="18" Operator="2" /></WorkflowStep></Workflow></Root>`,
    );
    expect(one && 'definition' in one && one.warnings?.map(({ message }) => message)).toEqual([
      'Field ? of table 18 is not known here.',
    ]);
  });

  test('it can be enabled', () => {
    const errors = shippedCompiler()
      .validate(read.definition, [])
      .filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });

  test.each([
    ['no XML', 'hello', /expected an element/],
    ['no workflow', '<Root />', /holds no workflow/],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><Root/>', /document types/],
    ['an element that does not end', '<Root><Workflow Code="A">', /expected <\/Workflow>/],
    ['no code', '<Root><Workflow/></Root>', /no code/],
    [
      'two steps with one number',
      '<Root><Workflow Code="A"><WorkflowStep StepID="1"/><WorkflowStep StepID="1"/></Workflow></Root>',
      /two steps with the number 1/,
    ],
    ['no entry point', '<Root><Workflow Code="A"/></Root>', /exactly one event/],
  ])('%s is told', (_, text, message) => {
    const [result] = readBusinessCentralXml(text);
    expect(result && 'problems' in result && result.problems[0]?.message).toMatch(message);
  });

  test('any text ends in problems or a definition', () => {
    const piece = fc.constantFrom(
      '<Root>',
      '<Workflow Code="A">',
      '</Workflow>',
      '<WorkflowStep StepID="1" PreviousStepID="1" Type="0"/>',
      '<WorkflowStep StepID="2" PreviousStepID="1" NextStepID="2" Type="1"/>',
      '</Root>',
      '&x;',
      '<![CDATA[',
      'a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        ),
        (text) => {
          for (const result of readBusinessCentralXml(text))
            expect('problems' in result || 'definition' in result).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

/** What Business Central has no word for. */
function withoutTimeouts(definition: WorkflowDefinition): WorkflowDefinition {
  return JSON.parse(JSON.stringify(definition, (key, value: unknown) => (key === 'timeout' ? undefined : value)));
}

/** A definition in which names are ours, resolve stands on create, and waits have one name, as after a way through XML. */
function plainly(definition: WorkflowDefinition): unknown {
  let resolving: object | undefined;
  const steps = (list: readonly Step[]): unknown[] =>
    list.flatMap((step): unknown[] => {
      if ('when' in step) return [{ when: step.when.map(branch) }];
      if ('goto' in step) return [{ goto: 'the wait' }];
      if (!('do' in step)) return [step];
      const action = findAction(catalogue, step.do)?.name ?? step.do;
      if (action === 'approvals.resolve') resolving = step.with;
      const options = step.with ?? (action === 'approvals.create' ? resolving : undefined);
      const hasOptions = options && Object.keys(options).length > 0;
      return action === 'approvals.resolve' ? [] : [{ do: action, ...(hasOptions && { with: options }) }];
    });
  const branch = ({ event, where, ...rest }: WhenBranch) => ({
    event: canonicalEvent(event),
    ...(where && { where }),
    steps: steps(rest.steps),
  });
  const { code, description, category, kind, on } = definition;
  const start = 'event' in on ? { ...on, event: canonicalEvent(on.event) } : on;
  return { code, description, category, kind, on: start, steps: steps(definition.steps) };
}

function thereAndBack(definition: WorkflowDefinition): WorkflowDefinition {
  const { xml, problems } = writeBusinessCentralXml([definition], businessCentralNameOf);
  expect(problems).toEqual([]);
  const [read] = readBusinessCentralXml(xml);
  if (!read || 'problems' in read) throw new Error(JSON.stringify(read));
  expect(read.warnings).toEqual([]);
  return read.definition;
}

/** Business Central's own XML knows no events of its later apps. */
const FROM_APPS = ['MS-EDOCTOS', 'MS-EDOCTOM', 'MS-SUSTJBAPW'];

describe('there and back', () => {
  test.each(
    templates()
      .map(({ definition }) => definition)
      .filter(({ code }) => code.startsWith('MS-') && !FROM_APPS.includes(code)),
  )('$code stays the same, apart from its timeout', (template) => {
    const timeless = withoutTimeouts(template);
    expect(plainly(thereAndBack(timeless))).toEqual(plainly(timeless));
  });

  test('every option of a response, rules of several changes, titles, and other workflows', () => {
    const journal = { journalTemplateName: 'PAYMENT', journalBatchName: 'GENERAL' };
    const note = { recipientUserId: 'BOB', type: 'overdue', linkTargetPage: '50', customLink: 'https://x.example' };
    const definition: WorkflowDefinition = {
      code: 'ALL',
      description: 'All of it',
      category: 'SALES',
      kind: 'approval',
      on: {
        event: 'customer.modified',
        where: {
          record: { blocked: "''|'Ship'", creditLimitLcy: '100..200' },
          change: [
            { field: 'creditLimitLcy', is: 'decreased' },
            { field: 'name', is: 'changed' },
          ],
        },
      },
      steps: [
        { do: 'records.revertValue', with: { field: 'name' } },
        {
          title: 'Ask the boss',
          do: 'approvals.create',
          with: {
            approverType: 'salespersonPurchaser',
            limitType: 'specificApprover',
            specificApproverId: 'BOSS',
            dueDateFormula: '1W',
            delegateAfter: '5D',
            showConfirmation: false,
          },
        },
        { run: 'Other-1' },
        { do: 'notifications.notify', with: note },
        { do: 'notifications.notify', with: { notifySender: true } },
        { do: 'records.createPaymentLine', with: journal },
        { do: 'records.applyValues' },
      ],
    };
    const { on, steps } = thereAndBack(definition);
    expect(on).toEqual(JSON.parse(JSON.stringify(definition.on).replace("'Ship'", 'Ship')));
    expect(plainly({ ...definition, on, steps })).toEqual(plainly({ ...definition, on }));
    expect(steps[1]).toHaveProperty('title', 'Ask the boss');
  });

  test.each([
    ['Order|Invoice', '1|2', 'Order|Invoice'],
    ['<>Quote', '<>0', '<>Quote'],
    ['Order..Invoice', '1..2', 'Order..Invoice'],
    ["'Credit Memo'", '3', 'Credit Memo'],
    ['(Order|Invoice)&<>Quote', '(1|2)&<>0', '(Order|Invoice)&<>Quote'],
  ])('the filter %s on an option is %s there', (filter, numbers, again) => {
    const options = ['Quote', 'Order', 'Invoice', 'Credit Memo'];
    expect(withOptionNumbers(filter, options)).toBe(numbers);
    expect(withOptionNames(numbers, options)).toBe(again);
  });

  test('options with a blank name, with signs of filters, and with a number apart', () => {
    const options = ['', 'Item', 'Charge (Item)', 'Allocation Account'];
    expect(withOptionNames('0|2|10', options)).toBe("''|'Charge (Item)'|Allocation Account");
    expect(withOptionNumbers("''|'Charge (Item)'|Allocation Account", options)).toBe('0|2|10');
    expect(parseFilter(withOptionNames('0|2|10', options))).not.toBeInstanceOf(FilterSyntaxError);
  });

  test('what Business Central can not say is told by place', () => {
    const definition: WorkflowDefinition = {
      code: 'X',
      kind: 'automated',
      on: { event: 'ticket.opened' },
      steps: [{ do: 'email.send' }, { wait: { for: 'P1D' } }],
    };
    const { problems } = writeBusinessCentralXml([definition], businessCentralNameOf);
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/on', '/steps/0', '/steps/1']);
  });

  test('neither what is done behind a wait nor how much a field changed is lost silently', () => {
    const stop: Step = { stop: 'failed' };
    const definition: WorkflowDefinition = {
      code: 'X',
      description: 'x'.repeat(101),
      kind: 'approval',
      priority: 5,
      on: {
        event: 'item.modified',
        ignoreOwn: true,
        where: { change: { field: 'unitPrice', is: 'increased', by: '10%' } },
      },
      steps: [
        { do: 'approvals.create', timeout: 'PT1M', with: { needs: 'all' } },
        { when: [{ event: 'approvalRequest.approved', steps: [{ do: 'records.allow' }] }] },
        { do: 'records.release' },
        stop,
      ],
    };
    const { problems } = writeBusinessCentralXml([definition], businessCentralNameOf);
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/description',
      '/priority',
      '/on/ignoreOwn',
      '/on/where/change',
      '/steps/0/timeout',
      '/steps/0/with/needs',
      '/steps/2',
    ]);
  });

  test('a workflow without an event is left out of the file, and told', () => {
    const definition: WorkflowDefinition = {
      code: 'CLOCK',
      kind: 'scheduled',
      on: { schedule: { cron: '0 8 * * 1' } },
      steps: [{ do: 'notifications.nothing' }],
    };
    const { xml, problems } = writeBusinessCentralXml([definition], businessCentralNameOf);
    expect(xml).not.toContain('CLOCK');
    expect(problems).toMatchObject([{ pointer: '/on', hint: expect.any(String) }]);
  });

  test('conditions', () => {
    const where = {
      record: { documentType: 'Order|Invoice', amount: '(>5&<10)|20', purchaserCode: "'A,B'" },
      lines: { any: { type: 'G/L Account' } },
      request: { pendingApprovals: '0' },
    };
    const { base64, unsaid } = writeEventConditions(where, 'purchaseDocument');
    expect(unsaid).toEqual([]);
    expect(readEventConditions(base64)).toEqual({ where, unknown: [] });
  });

  test('any XML element', () => {
    const name = fc.constantFrom('a', 'B-c', 'd.e');
    fc.assert(
      fc.property(name, fc.dictionary(name, fc.string()), fc.string(), (element, attributes, written) => {
        const text = written.trim();
        expect(readXml(writeXml({ name: element, attributes, children: [], text }))).toEqual({
          name: element,
          attributes,
          children: [],
          text,
        });
      }),
    );
    expect(() => readXml('<a>&nope;</a>')).toThrow(XmlSyntaxError);
  });
});
