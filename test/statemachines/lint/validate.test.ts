import { describe, expect, test } from 'vitest';
import { validate } from '../../../statemachines/lint/validate.ts';
import { definitionOf, withSteps } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { found } from './found.ts';

const CATALOGUE = smallCatalogue();

test('a sound definition has no problem', () => {
  const definition = withSteps(`
- id: mail
  do: email.send
  with: { to: '{% $record.fields.email %}', subject: '{% "Hello " & $inputs.name %}', text: x }
- set: { total: '{% $sum($record.lines.(quantity * price)) %}' }
- if: '{% $total > 10 and $exists($mail) %}'
  then: [{ goto: mail }]
- id: decision
  when: [{ event: item.deleted, where: { record: { unitCost: '1000..2000' }, change: { field: a, is: increased, by: 10% } }, steps: [{ stop: succeeded }] }]
  timeout: { after: P1D, steps: [{ stop: failed }] }
`);
  expect(validate(definition, CATALOGUE)).toEqual([]);
});

test('the instant flow of the design is sound', () => {
  const definition = definitionOf(`
code: CALL-BACK
kind: instant
on: { instant: { entity: customer, view: [list, card] } }
inputs: { type: object, required: [reason], properties: { reason: { type: string, minLength: 3 } } }
steps:
  - respond: { text: "{% $inputs.reason & '/' & $event.record.id %}" }
`);
  expect(validate(definition, CATALOGUE)).toEqual([]);
});

test('all problems come at once', () => {
  const definition = definitionOf(`
code: THIS-CODE-IS-FAR-TOO-LONG
kind: instant
on: { event: item.flown, where: { record: { no: '>>' } } }
steps:
  - do: approvals.sent
  - goto: nowhere
  - set: { a: '{% $b %}' }
`);
  expect(found(definition)).toEqual([
    'error code-too-long /code',
    'error trigger-does-not-fit /on',
    'error unknown-event /on/event',
    'error filter-syntax /on/where/record/no',
    'error goto-without-target /steps/1/goto',
    'error unknown-action /steps/0/do',
    'error unknown-variable /steps/2/set/a',
    'error unreachable-step /steps/2',
    'warning no-response /steps',
  ]);
});

describe('hints', () => {
  test.each<[string, string]>([
    ['- do: approvals.sent', 'Did you mean approvals.send?'],
    ["- set: { a: '{% $evnt.id %}' }", 'Did you mean $event?'],
    ['- when: [{ event: item.modifed, steps: [{ stop: failed }] }]', 'Did you mean item.modified?'],
    ['- { id: decision, do: approvals.send }\n- goto: decison', 'Did you mean decision?'],
    [
      "- when: [{ event: approvalRequest.approved, where: { request: { pendingApproval: '0' } }, steps: [{ stop: failed }] }]",
      'Did you mean pendingApprovals?',
    ],
  ])('%s', (steps, hint) => {
    expect(validate(withSteps(steps), CATALOGUE)[0]?.hint).toBe(hint);
  });
});
