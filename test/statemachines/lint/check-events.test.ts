import { describe, expect, test } from 'vitest';
import { validate } from '../../../statemachines/lint/validate.ts';
import { definitionOf, withSteps } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { found } from './found.ts';

test.each<[string, string, readonly string[]]>([
  [
    'a key on an event of a built-in entity',
    '- when: [{ event: item.modified, key: { field: no, equals: no }, steps: [{ stop: failed }] }, { event: parcel.left, key: { field: no, equals: no }, steps: [{ stop: failed }] }]',
    ['error key-on-built-in-event /steps/0/when/0/key'],
  ],
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
    'an event of a record that nothing ties to that of the run',
    '- when: [{ event: customer.modified, steps: [{ stop: failed }] }]',
    ['error unrelated-event /steps/0/when/0/event'],
  ],
  [
    'such an event that a command of the run may bring about',
    '- { do: records.release }\n- when: [{ event: customer.modified, steps: [{ stop: failed }] }]',
    ['warning unrelated-event /steps/1/when/0/event'],
  ],
])('%s', (_, steps, problems) => {
  expect(found(withSteps(steps))).toEqual(problems);
});

test('an event that a source declares is known', () => {
  const definition = withSteps('- when: [{ event: item.flown, steps: [{ stop: failed }] }]');
  expect(validate(definition, smallCatalogue(), ['item.flown'])).toEqual([]);
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
