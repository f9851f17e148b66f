import { describe, expect, test } from 'vitest';
import { shippedCompiler } from '../../../cli/installation.ts';
import { evaluateExpression } from '../../../shared/adapters/jsonata/evaluate-expression.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { choiceFaults } from '../../../shared/domain/simulation/choice-faults.ts';
import { simulate } from '../../../shared/domain/simulation/simulate.ts';
import type { Choices, Simulation } from '../../../shared/domain/simulation/simulation.ts';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { findTemplate } from '../../../statemachines/templates/templates.ts';
import { withSteps } from '../../statemachines/support/definitions.ts';

const compiler = shippedCompiler();

async function evaluate(expression: string, bindings: JsonObject): Promise<Json> {
  const answer = await evaluateExpression({ expression, bindings });
  if (answer.kind !== 'value') throw new Error(answer.message);
  return JSON.parse(answer.json) as Json;
}

function simulated(
  definition: WorkflowDefinition,
  fields: JsonObject,
  choices: Choices = {},
  type?: string,
): Promise<Simulation> {
  const record = { entity: 'item', id: '1', source: 'erp', fields };
  return simulate({
    definition,
    facts: {
      event: {
        id: 'e',
        type: type ?? ('event' in definition.on ? definition.on.event : 'none'),
        source: 'erp',
        record,
      },
      record,
      now: 0,
    },
    record,
    choices,
    evaluate,
    isCommand: (action) => action === 'records.release',
    sharedCalls: compiler.sharedCalls(definition),
    stub: async (action) => ({ output: { action }, ...(action === 'approvals.create' && { approvers: ['manager'] }) }),
  });
}

const actionsIn = ({ path }: Simulation) => path.flatMap(({ input }) => String(Object(input).action ?? []) || []);

describe('the purchase order approval', () => {
  const template = findTemplate('MS-POAPW')?.definition;
  if (!template) throw new Error('no template');
  const order = { documentType: 'Order', status: 'Open' };

  test('asks the approvers and releases the order when they approve', async () => {
    const simulation = await simulated(template, order);
    expect(simulation).toMatchObject({ starts: true, outcome: { status: 'succeeded' } });
    expect(simulation.asks).toMatchObject([{ action: 'approvals.create', approvers: ['manager'] }]);
    expect(simulation.commands).toMatchObject([{ action: 'records.release' }]);
    // Start; find, restrict and set; create and send; wait, and which event came; allow and release; done.
    expect(simulation.cost).toMatchObject({ stateTransitions: 7, functionCalls: 4 });
  });

  test('goes the way of each choice, again and again', async () => {
    const simulation = await simulated(template, order, { decision: [1, 1, 2] });
    const waits = simulation.path.filter(({ kind }) => kind === 'when');
    expect(waits.map(({ output }) => Object(output).branch)).toEqual([1, 1, 2]);
    expect(actionsIn(simulation).at(-1)).toBe('records.reopen');
  });

  test('goes the way of the timeout', async () => {
    expect(actionsIn(await simulated(template, order, { decision: ['timeout'] }))).toContain('approvals.cancelAll');
  });

  test('does not start for an invoice, and says why', async () => {
    const simulation = await simulated(template, { ...order, documentType: 'Invoice' });
    expect(simulation).toMatchObject({ starts: false, path: [], cost: { stateTransitions: 0 } });
    expect(simulation.conditions.find(({ holds }) => !holds)?.reason).toContain('documentType');
  });

  test('does not start on another event, whatever the record is', async () => {
    const simulation = await simulated(template, order, {}, 'salesDocument.created');
    expect(simulation).toMatchObject({ starts: false, path: [] });
    expect(simulation.conditions[0]).toMatchObject({ holds: false, reason: 'it is salesDocument.created' });
  });

  test.each<[string, Choices, readonly string[]]>([
    [
      'a number, a name, a name of Business Central, the time limit',
      { decision: [0, 'approvalRequest.rejected', 'RUNWORKFLOWONDELEGATEAPPROVALREQUEST', 'timeout'] },
      [],
    ],
    ['a wait by its place', { '/steps/5': [1] }, []],
    ['a branch that is not there', { decision: [0, 5, 'zzz'] }, ['/decision/1', '/decision/2']],
    ['a wait that is not there', { decison: [0] }, ['/decison']],
  ])('may be chosen by %s', (_, choices, pointers) => {
    expect(choiceFaults(template, choices).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test('a circle that only events end is cut', async () => {
    const endless = Array.from({ length: 5_000 }, () => 1);
    expect((await simulated(template, order, { decision: endless })).outcome).toEqual({ status: 'endless' });
  });
});

test('every kind of step leaves its trace', async () => {
  const simulation = await simulated(
    withSteps(`
- set: { a: 1 }
- if: '{% $a = 1 %}'
  then: [{ do: test.work, with: { value: '{% $a + 1 %}' } }]
- switch: '{% $record.fields.country %}'
  cases: [{ is: [NL, BE], steps: [{ do: test.work, with: { value: near } }] }]
- id: all
  forEach: [1, 2]
  steps: [{ do: test.work, with: { value: '{% $item %}' } }]
  result: '{% $item * 10 %}'
- parallel: [{ steps: [{ wait: { for: P1D } }] }, { steps: [{ do: test.work, with: { value: '{% $all %}' } }] }]
- id: t
  try: [{ do: test.work, with: { value: '{% $nothing.at.all %}' } }]
  catch: [{ do: test.work, with: { value: '{% $t.error %}' } }]
- { id: ok, approve: { title: Go on?, to: manager } }
- { id: job, task: { title: Count, to: manager } }
- { run: OTHER, inputs: { x: 1 } }
- { respond: { text: done } }
- stop: cancelled`),
    { country: 'BE' },
  );
  expect(simulation.outcome).toEqual({ status: 'cancelled' });
  expect(simulation.path.map(({ kind }) => kind)).toEqual([
    ...['set', 'if', 'do', 'switch', 'do', 'forEach', 'do', 'do', 'parallel', 'wait', 'do'],
    ...['try', 'do', 'approve', 'task', 'run', 'respond', 'stop'],
  ]);
  const values = simulation.path.flatMap(({ input }) => ('value' in Object(input) ? [Object(input).value] : []));
  expect(values).toEqual([2, 'near', 1, 2, [10, 20], 'States.QueryEvaluationError']);
  expect(simulation.cost.stateTransitions).toBeGreaterThan(20);
});
