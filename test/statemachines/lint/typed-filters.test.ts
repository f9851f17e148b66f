import { describe, expect, test } from 'vitest';
import { ENTITY_VERBS } from '../../../shared/domain/event/entity-verbs.ts';
import { FIELD_CATALOGUE } from '../../../shared/domain/field-catalogue/field-catalogue.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { definitionOf } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

const problemsOf = (event: string, where: object) =>
  validate(
    definitionOf(
      `code: A\nkind: automated\non: { event: ${event}, where: ${JSON.stringify(where)} }\nsteps: [{ do: approvals.send }]`,
    ),
    smallCatalogue(),
  ).map(({ code, severity, pointer }) => `${severity} ${code} ${pointer}`);

test('every built-in entity has a catalogue with unique names', () => {
  for (const { entity, fields, lines = [] } of FIELD_CATALOGUE) {
    expect(Object.keys(ENTITY_VERBS)).toContain(entity);
    for (const list of [fields, lines]) expect(new Set(list.map(({ name }) => name)).size, entity).toBe(list.length);
  }
});

describe('what the type of a field says of a filter', () => {
  test.each<[string, string, object, string | undefined]>([
    ['a value of an option', 'purchaseDocument.created', { record: { documentType: 'Order|Invoice' } }, undefined],
    [
      'no value of the option',
      'purchaseDocument.created',
      { record: { documentType: 'Oder' } },
      'unknown-option-value /on/where/record/documentType',
    ],
    ['a pattern on an option', 'purchaseDocument.created', { record: { documentType: '*Order' } }, undefined],
    ['an option that may be empty', 'customer.created', { record: { blocked: "''" } }, undefined],
    ['a number', 'purchaseDocument.created', { record: { amount: '>1000&<=2000.50' } }, undefined],
    [
      'a text on a number',
      'purchaseDocument.created',
      { record: { amount: '>1.000,50' } },
      'wrong-type-of-value /on/where/record/amount',
    ],
    ['a relative date', 'purchaseDocument.created', { record: { dueDate: 't-7d..t' } }, undefined],
    [
      'a text on a date',
      'purchaseDocument.created',
      { record: { dueDate: '31.12.2026' } },
      'wrong-type-of-value /on/where/record/dueDate',
    ],
    ['true or false', 'item.created', { record: { blocked: true } }, undefined],
    ['another word', 'item.created', { record: { blocked: 'Ship' } }, 'wrong-type-of-value /on/where/record/blocked'],
    [
      'a range of numbers in a text',
      'customer.created',
      { record: { no: '10000..10042' } },
      'text-range /on/where/record/no',
    ],
    ['a list of numbers in a text', 'customer.created', { record: { no: '10000|10042' } }, undefined],
    [
      'a name that is nearly right',
      'customer.created',
      { record: { creditLimit: '>5' } },
      'unknown-field /on/where/record/creditLimit',
    ],
    ['a name that nobody knows', 'customer.created', { record: { shoeSize: '>5' } }, undefined],
    ['any name of an entity of one’s own', 'ticket.opened', { record: { amont: 'x' } }, undefined],
    [
      'a field of the lines',
      'salesDocument.created',
      { lines: { any: { typ: 'Item' } } },
      'unknown-field /on/where/lines/any/typ',
    ],
    [
      'a sum of lines',
      'salesDocument.created',
      { lines: { sum: { field: 'quantity', of: { type: 'Itm' }, is: '>5' } } },
      'unknown-option-value /on/where/lines/sum/of/type',
    ],
    [
      'a changed field',
      'item.modified',
      { change: { field: 'unitPrise', is: 'changed' } },
      'unknown-field /on/where/change/field',
    ],
  ])('%s', (_, event, where, problem) => {
    expect(problemsOf(event, where)).toEqual(problem === undefined ? [] : [`warning ${problem}`]);
  });
});

test.each([
  ['an accounting period', 'P8..', 'P8 are known in Business Central only. Write a date such as 2026-03-22'],
  ['day numbers', '22..23', 'Days of the current month are no filter here. Write a date such as'],
])('%s on a date says what to write instead', (_, dueDate, hint) => {
  const definition = definitionOf(
    `code: A\nkind: automated\non: { event: purchaseDocument.created, where: { record: { dueDate: ${dueDate} } } }\nsteps: [{ do: approvals.send }]`,
  );
  const [problem] = validate(definition, smallCatalogue());
  expect(problem).toMatchObject({ code: 'wrong-type-of-value', pointer: '/on/where/record/dueDate' });
  expect(problem?.hint).toContain(hint);
});
