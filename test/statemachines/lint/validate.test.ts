import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { definitionOf, withSteps } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

const CATALOGUE = smallCatalogue();

function found(definition: WorkflowDefinition): string[] {
  const problems = validate(definition, CATALOGUE);
  for (const { hint } of problems) expect(hint).not.toBe('');
  return problems.map(({ code, severity, pointer }) => `${severity} ${code} ${pointer}`);
}

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

test('a circle with a wait or a choice in it is a way to repeat', () => {
  const definition = withSteps(`
- id: send
  do: approvals.send
- when: [{ event: item.modified, steps: [{ goto: send }] }]
  timeout: { after: P1D, steps: [{ stop: failed }] }
`);
  expect(validate(definition, CATALOGUE)).toEqual([]);
});

describe('each kind of mistake has its code and place', () => {
  test.each<[string, string, readonly string[]]>([
    ['an unknown action', '- do: approvals.sent', ['error unknown-action /steps/0/do']],
    ['a name of the language underneath', '- do: constructor', ['error unknown-action /steps/0/do']],
    ['an unknown option', '- { do: approvals.send, with: { x: 1 } }', ['error unknown-option /steps/0/with/x']],
    ['a missing option', '- do: records.setStatus', ['error bad-option /steps/0/with/status']],
    [
      'an id twice',
      '- { id: a, do: approvals.send }\n- { id: a, do: approvals.send }',
      ['error duplicate-name /steps/1/id'],
    ],
    ['a bad id', '- { id: First-one, do: approvals.send }', ['error bad-name /steps/0/id']],
    ['an id of a run variable', '- { id: event, do: approvals.send }', ['error reserved-name /steps/0/id']],
    ['an id of the machine', '- { id: visit, do: approvals.send }', ['error reserved-name /steps/0/id']],
    ['an id of a function', '- { id: sum, do: approvals.send }', ['error reserved-name /steps/0/id']],
    [
      'a variable with the name of a step',
      '- { id: a, do: approvals.send }\n- set: { a: 1 }',
      ['error duplicate-name /steps/1/set/a'],
    ],
    ['a variable with a reserved name', '- set: { states: 1 }', ['error reserved-name /steps/0/set/states']],
    ['a goto to nowhere', '- goto: nowhere', ['error goto-without-target /steps/0/goto']],
    [
      'a goto to a step that is no target',
      '- { id: a, set: { x: 1 } }\n- goto: a',
      ['error goto-without-target /steps/1/goto'],
    ],
    [
      'a step behind a goto',
      '- { id: a, do: approvals.send }\n- goto: a\n- do: approvals.send',
      ['error unreachable-step /steps/2', 'error endless-loop /steps/1/goto'],
    ],
    [
      'a circle without a way out',
      '- { id: a, do: approvals.send }\n- set: { x: 1 }\n- goto: a',
      ['error endless-loop /steps/2/goto'],
    ],
    ['a step behind a stop', '- stop: failed\n- do: approvals.send', ['error unreachable-step /steps/1']],
    [
      'a step behind a wait whose ways all end',
      '- when: [{ event: item.deleted, steps: [{ stop: failed }] }]\n- do: approvals.send',
      ['error unreachable-step /steps/1'],
    ],
    [
      'a step behind an if whose ways both end',
      "- if: '{% true %}'\n  then: [{ stop: failed }]\n  else: [{ stop: cancelled }]\n- do: approvals.send",
      ['error unreachable-step /steps/1'],
    ],
    ['an unknown variable', "- set: { a: '{% $evnt.id %}' }", ['error unknown-variable /steps/0/set/a']],
    ['an unknown function', "- set: { a: '{% $summ([1]) %}' }", ['error unknown-variable /steps/0/set/a']],
    ['$states', "- set: { a: ['{% $states.context.Task.Token %}'] }", ['error states-refused /steps/0/set/a/0']],
    [
      '$states behind a local name',
      "- set: { a: '{% ($x := $states; $x.context) %}' }",
      ['error states-refused /steps/0/set/a'],
    ],
    ['$eval', '- set: { a: \'{% $eval("1") %}\' }', ['error eval-refused /steps/0/set/a']],
    ['bad JSONata', "- set: { a: '{% 1 + %}' }", ['error expression-syntax /steps/0/set/a']],
    ['an expression that is not closed', "- set: { a: '{% 1' }", ['error expression-not-closed /steps/0/set/a']],
    ['an expression with blanks around', "- set: { a: ' {% 1 %}' }", ['error expression-not-closed /steps/0/set/a']],
    [
      'an expression inside a text',
      "- set: { a: 'No {% $record.id %}' }",
      ['warning expression-in-text /steps/0/set/a'],
    ],
    [
      'an if without expression',
      '- if: amount > 1\n  then: [{ stop: failed }]',
      ['error expression-expected /steps/0/if'],
    ],
    ['an empty branch', "- if: '{% true %}'\n  then: []", ['warning empty-steps /steps/0/then']],
    [
      'a key on an event of a built-in entity',
      '- when: [{ event: item.modified, key: { field: no, equals: no }, steps: [{ stop: failed }] }, { event: parcel.left, key: { field: no, equals: no }, steps: [{ stop: failed }] }]',
      ['error key-on-built-in-event /steps/0/when/0/key'],
    ],
    ['a wait for nothing', '- when: []', ['error no-branches /steps/0/when']],
    [
      'a bad event name',
      '- when: [{ event: deleted, steps: [{ stop: failed }] }]',
      ['error bad-event-name /steps/0/when/0/event'],
    ],
    [
      'an unknown verb',
      '- when: [{ event: item.flown, steps: [{ stop: failed }] }]',
      ['error unknown-event /steps/0/when/0/event'],
    ],
    [
      'a nearly known entity',
      '- when: [{ event: purchseDocument.released, steps: [{ stop: failed }] }]',
      ['warning unusual-entity /steps/0/when/0/event'],
    ],
    [
      'a wait for what only a task hears',
      '- when: [{ event: userTask.done, steps: [{ stop: failed }] }]',
      ['error event-of-a-task /steps/0/when/0/event'],
    ],
    [
      'a form with an expression that is none',
      "- task: { title: x, to: anna, form: { type: object, title: '{% ( %}' } }",
      ['error expression-syntax /steps/0/task/form/title'],
    ],
    [
      'a bad duration',
      '- when: [{ event: item.deleted, steps: [{ stop: failed }] }]\n  timeout: { after: 30 days, steps: [{ stop: failed }] }',
      ['error bad-duration /steps/0/timeout/after'],
    ],
    [
      'a duration beyond a year',
      '- when: [{ event: item.deleted, steps: [{ stop: failed }] }]\n  timeout: { after: P366D, steps: [{ stop: failed }] }',
      ['error bad-duration /steps/0/timeout/after'],
    ],
    [
      'a bad filter',
      "- when: [{ event: item.deleted, where: { record: { no: '(1' } }, steps: [{ stop: failed }] }]",
      ['error filter-syntax /steps/0/when/0/where/record/no'],
    ],
    [
      'a bad filter on lines',
      "- when: [{ event: item.deleted, where: { lines: { any: { no: '|' } } }, steps: [{ stop: failed }] }]",
      ['error filter-syntax /steps/0/when/0/where/lines/any/no'],
    ],
    [
      'an expression as filter',
      "- when: [{ event: item.deleted, where: { record: { no: '{% $inputs.no %}' } }, steps: [{ stop: failed }] }]",
      ['error expression-in-filter /steps/0/when/0/where/record/no'],
    ],
    [
      'a request filter on another event',
      "- when: [{ event: item.deleted, where: { request: { pendingApprovals: '0' } }, steps: [{ stop: failed }] }]",
      ['warning request-not-available /steps/0/when/0/where/request'],
    ],
    [
      'an unknown field of the request',
      "- when: [{ event: approvalRequest.approved, where: { request: { pending: '0' } }, steps: [{ stop: failed }] }]",
      ['error unknown-request-field /steps/0/when/0/where/request/pending'],
    ],
    [
      'a bad amount of change',
      '- when: [{ event: item.modified, where: { change: { field: a, is: changed, by: lots } }, steps: [{ stop: failed }] }]',
      ['error bad-change-amount /steps/0/when/0/where/change/by'],
    ],
    [
      'a run variable in a condition, which is evaluated outside the run',
      "- when: [{ event: item.modified, where: { expression: '{% $inputs.x = 1 %}' }, steps: [{ stop: failed }] }]",
      ['error unknown-variable /steps/0/when/0/where/expression'],
    ],
    [
      'revert without apply',
      '- { do: REVERTVALUEFORFIELD, with: { field: x } }',
      ['error revert-without-apply /steps/0'],
    ],
    ['apply without revert', '- { do: records.applyValues }', ['error revert-without-apply /steps/0']],
    [
      'an event of a record that nothing ties to that of the run',
      '- when: [{ event: customer.modified, steps: [{ stop: failed }] }]',
      ['error unrelated-event /steps/0/when/0/event'],
    ],
    [
      'such an event that a command of the run may bring about',
      '- { do: records.release }\n- when: [{ event: customer.modified, steps: [{ stop: failed }] }]',
      ['warning unrelated-event /steps/1/when/0/event'],
    ],
    [
      'a branch that the one before it always wins',
      '- when: [{ event: item.modified, steps: [{ stop: failed }] }, { event: item.modified, where: { record: { no: A } }, steps: [{ stop: failed }] }]',
      ['warning branch-never-taken /steps/0/when/1'],
    ],
    [
      'two branches with the same conditions',
      '- when: [{ event: item.modified, where: { record: { no: A } }, steps: [{ stop: failed }] }, { event: item.modified, where: { record: { no: B } }, steps: [{ stop: failed }] }, { event: RUNWORKFLOWONITEMCHANGEDCODE, where: { record: { no: A } }, steps: [{ stop: failed }] }]',
      ['warning branch-never-taken /steps/0/when/2'],
    ],
    [
      'the sum of a field with a nearly known name',
      "- when: [{ event: item.modified, where: { lines: { sum: { field: amont, is: '>5' } } }, steps: [{ stop: failed }] }]",
      [],
    ],
    [
      'a nearly known field to take back',
      '- { do: REVERTVALUEFORFIELD, with: { field: unitPrise } }\n- do: records.applyValues',
      ['warning unknown-field /steps/0/with/field'],
    ],
    ['an answer that nobody waits for', '- respond: { text: x }', ['warning nobody-to-answer /steps/0']],
  ])('%s', (_, steps, problems) => {
    expect(found(withSteps(steps))).toEqual(problems);
  });

  test.each<[string, string, readonly string[]]>([
    ['no steps', 'code: A\nkind: automated\non: { event: item.modified }\nsteps: []', ['error empty-steps /steps']],
    [
      'a code that is too long',
      'code: ABCDEFGHIJKLMNOPQRSTU\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
      ['error code-too-long /code'],
    ],
    [
      'a code with a slash',
      'code: A/B\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
      ['error bad-code /code'],
    ],
    [
      'an empty code',
      'code: ""\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
      ['error bad-code /code'],
    ],
    [
      'a code of a template',
      'code: MS-X\nkind: automated\non: { event: item.modified }\nsteps: [{ stop: failed }]',
      ['warning template-prefix /code'],
    ],
    [
      'an instant flow on an event',
      'code: A\nkind: instant\non: { event: item.modified }\nsteps: [{ respond: {} }]',
      ['error trigger-does-not-fit /on'],
    ],
    [
      'a scheduled flow on an event',
      'code: A\nkind: scheduled\non: { event: item.modified }\nsteps: [{ stop: failed }]',
      ['error trigger-does-not-fit /on'],
    ],
    [
      'an instant flow without answer',
      'code: A\nkind: instant\non: { instant: { entity: customer } }\nsteps: [{ stop: succeeded }]',
      ['warning no-response /steps'],
    ],
    [
      'inputs that nobody is asked for',
      'code: A\nkind: automated\non: { event: item.modified }\ninputs: { type: object }\nsteps: [{ stop: failed }]',
      ['warning inputs-not-asked /inputs'],
    ],
    [
      'inputs that are no schema',
      'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, properties: { a: { type: txt } } }\nsteps: [{ respond: {} }]',
      ['error bad-inputs /inputs/properties/a/type'],
    ],
    [
      'inputs that are no object',
      'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: string }\nsteps: [{ respond: {} }]',
      ['error bad-inputs /inputs'],
    ],
    [
      'inputs of another draft',
      'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { $schema: "http://json-schema.org/draft-04/schema#", type: object }\nsteps: [{ respond: {} }]',
      ['error bad-inputs /inputs'],
    ],
    [
      'inputs with a reference to nowhere',
      'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, properties: { a: { $ref: "#/nowhere" } } }\nsteps: [{ respond: {} }]',
      ['error bad-inputs /inputs'],
    ],
    [
      'inputs that would be checked only after they were taken',
      'code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, $async: true }\nsteps: [{ respond: {} }]',
      ['error bad-inputs /inputs/$async'],
    ],
    [
      'inputs with more parts than a form has',
      `code: A\nkind: instant\non: { instant: { entity: customer } }\ninputs: { type: object, allOf: [${'{ $ref: "#" }, '.repeat(600)}] }\nsteps: [{ respond: {} }]`,
      ['error inputs-too-large /inputs'],
    ],
    [
      'a form of a task that is no schema',
      'code: A\nkind: instant\non: { instant: { entity: customer } }\nsteps: [{ task: { title: T, to: [A], form: { type: object, properties: { a: { pattern: "(" } } } } }, { respond: {} }]',
      ['error bad-inputs /steps/0/task/form'],
    ],
  ])('%s', (_, yaml, problems) => {
    expect([...new Set(found(definitionOf(yaml)))]).toEqual(problems);
  });
});

describe('events of other records', () => {
  const on = (event: string, wait: string) =>
    definitionOf(
      `code: A\nkind: automated\non: { event: ${event} }\nsteps: [{ when: [{ event: ${wait}, steps: [{ stop: failed }] }] }]`,
    );

  test.each<[string, string, readonly string[]]>([
    ['purchaseDocument.released', 'purchaseDocument.posted', []],
    ['purchaseDocument.posted', 'generalJournalLine.created', []],
    ['purchaseDocument.released', 'approvalRequest.approved', []],
    ['customer.created', 'webhookResponse.received', []],
    ['customer.created', 'parcel.left', []],
    ['incomingDocument.created', 'purchaseDocument.created', []],
    ['incomingDocument.created', 'purchaseDocument.approvalRequested', ['error unrelated-event /steps/0/when/0/event']],
    ['ticket.opened', 'customer.modified', ['error unrelated-event /steps/0/when/0/event']],
    ['purchaseDocument.released', 'incomingDocument.created', ['error unrelated-event /steps/0/when/0/event']],
  ])('a run about %s may wait for %s', (event, wait, problems) => {
    expect(found(on(event, wait))).toEqual(problems);
  });

  test('what belongs to a record that belongs to that of the run is heard of once the run waits for both', () => {
    const definition = definitionOf(`
code: A
kind: automated
on: { event: incomingDocument.created }
steps:
  - when: [{ event: purchaseDocument.posted, steps: [] }]
  - when: [{ event: generalJournalLine.created, steps: [{ stop: succeeded }] }]
`);
    expect(found(definition).filter((problem) => problem.startsWith('error'))).toEqual([]);
  });

  test('a run that the clock starts is about no record', () => {
    const definition = definitionOf(
      "code: A\nkind: scheduled\non: { schedule: { cron: '0 8 * * 1' } }\nsteps: [{ when: [{ event: item.modified, steps: [{ stop: failed }] }] }]",
    );
    expect(found(definition)).toEqual(['error unrelated-event /steps/0/when/0/event']);
  });
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

test('the place of a syntax error is counted in the text as written', () => {
  const [problem] = validate(withSteps("- set: { a: '{%   $x ++ 1 %}' }"), CATALOGUE);
  expect(problem?.message).toMatch(/^Character 1[01]: /);
});

test('an event that a source declares is known', () => {
  const definition = withSteps('- when: [{ event: item.flown, steps: [{ stop: failed }] }]');
  expect(validate(definition, CATALOGUE, ['item.flown'])).toEqual([]);
});

test('any text as expression, filter, event, duration or name ends in problems or none', () => {
  const token = fc.constantFrom(
    '{%',
    '%}',
    '$',
    '$states',
    '(',
    ')',
    '[',
    '/',
    '(a+)+',
    ':=',
    'function',
    '|',
    '..',
    "'",
    '"',
    '`',
    '^',
    '#$i',
    '@$v',
    '%',
  );
  const text = fc.array(fc.oneof(token, fc.string()), { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      const definition: WorkflowDefinition = {
        code: given,
        kind: 'automated',
        on: {
          event: given,
          where: {
            record: { [given]: given },
            expression: `{%${given}%}`,
            change: { field: given, is: 'changed', by: given },
          },
        },
        inputs: { type: 'object', pattern: given },
        steps: [
          { id: given, do: given, with: { [given]: `{% ${given} %}`, x: given } },
          { when: [{ event: given, steps: [{ goto: given }] }], timeout: { after: given, steps: [] } },
          { set: { [given]: given } },
        ],
      };
      for (const problem of validate(definition, CATALOGUE)) expect(problem.message.length).toBeGreaterThan(0);
    }),
    { numRuns: 800 },
  );
});
