import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessCentralNameOf, shippedCompiler } from '../../../cli/installation.ts';
import { actionCatalogue } from '../../../shared/connectors/registry.ts';
import { readBusinessCentralXml } from '../../../shared/contracts/business-central/read-workflows.ts';
import { readEventConditions, writeEventConditions } from '../../../shared/contracts/business-central/table-view.ts';
import { writeBusinessCentralXml } from '../../../shared/contracts/business-central/write-workflows.ts';
import { readXml, writeXml, XmlSyntaxError } from '../../../shared/contracts/business-central/xml.ts';
import { canonicalEvent } from '../../../shared/domain/event/business-central-events.ts';
import { findAction } from '../../../shared/domain/workflow/catalogue.ts';
import type { Step, WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { findTemplate } from '../../../statemachines/templates/templates.ts';

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
      <WorkflowStepArgument ApproverType="1" ApproverLimitType="Approver Chain" DueDateFormula="1W" TableNo="38" />
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
          with: { approverType: 'approver', limitType: 'approverChain', dueDateFormula: '1W' },
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
      expect.stringContaining('TableNo (38)'),
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

function withoutTimeout(step: Step): object {
  return JSON.parse(JSON.stringify(step, (key, value: unknown) => (key === 'timeout' ? undefined : value)));
}

/** A definition in which names are ours, and resolve stands on create, as after a way through XML. */
function plainly(definition: WorkflowDefinition): unknown {
  let resolving: object | undefined;
  const steps = (list: readonly Step[]): unknown[] =>
    list.flatMap((step): unknown[] => {
      if (!('do' in step))
        return [
          {
            ...withoutTimeout(step),
            ...inner(step),
          },
        ];
      const action = findAction(catalogue, step.do)?.name ?? step.do;
      if (action === 'approvals.resolve') resolving = step.with;
      const options = step.with ?? (action === 'approvals.create' ? resolving : undefined);
      return action === 'approvals.resolve' ? [] : [{ do: action, ...(options && { with: options }) }];
    });
  const inner = (step: Step) =>
    'when' in step
      ? {
          when: step.when.map((branch) => ({
            ...branch,
            event: canonicalEvent(branch.event),
            steps: steps(branch.steps),
          })),
        }
      : {};
  return { code: definition.code, on: definition.on, steps: steps(definition.steps) };
}

describe('there and back', () => {
  test.each(['MS-POAPW', 'MS-PIAPW', 'MS-SOAPW', 'MS-SQAPW', 'MS-CUSTAPW', 'MS-VENDAPW', 'MS-ITEMAPW'])(
    '%s stays the same',
    (code) => {
      const template = findTemplate(code)?.definition;
      if (!template) throw new Error('no template');
      const { xml, problems } = writeBusinessCentralXml([template], businessCentralNameOf);
      expect(problems.filter(({ pointer }) => !pointer.includes('timeout'))).toEqual([]);
      const [read] = readBusinessCentralXml(xml);
      if (!read || 'problems' in read) throw new Error(JSON.stringify(read));
      expect(read.warnings).toEqual([]);
      expect(plainly(read.definition)).toEqual(plainly(template));
    },
  );

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
