import { describe, expect, it, test } from 'vitest';
import type { ConditionFacts } from '../../../shared/domain/condition/condition-facts.ts';
import { evaluateConditions } from '../../../shared/domain/condition/evaluate-conditions.ts';
import { FilterSyntaxError } from '../../../shared/domain/condition/filter-syntax-error.ts';
import { matchFilter } from '../../../shared/domain/condition/match-filter.ts';
import { parseFilter } from '../../../shared/domain/condition/parse-filter.ts';
import type { Field } from '../../../shared/domain/field-catalogue/field.ts';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { Conditions } from '../../../shared/domain/workflow/definition.ts';

/** A Wednesday; in Auckland it is Thursday already, in Honolulu not yet eleven in the evening of Tuesday. */
const NOW = Date.parse('2026-11-25T12:30:00Z');

const CODE: Field = { name: 'no', type: 'code' };
const TEXT: Field = { name: 'name', type: 'text' };
const NUMBER: Field = { name: 'amount', type: 'number' };
const BOOLEAN: Field = { name: 'closed', type: 'boolean' };
const TIME: Field = { name: 'startingTime', type: 'time' };
const DATE: Field = { name: 'dueDate', type: 'date' };
const STATUS: Field = { name: 'status', type: 'option', options: ['Open', 'Released', 'Pending Approval'] };
const BLOCKED: Field = { name: 'blocked', type: 'option', options: ['', 'Ship', 'Invoice', 'All'] };

type Values = readonly (string | number | boolean | null)[];

describe.each<[string, Field, readonly [filter: string, holds: Values, fails: Values][]]>([
  [
    'a code is found in any case, and stays a text where it is written in digits',
    CODE,
    [
      ['abc', ['ABC', 'abc'], ['ABCD']],
      ['a*', ['ABC', 'abc'], ['BA']],
      ['a..c', ['B', 'b'], ['D']],
      ['10000', [10000, '10000'], ['1e4', '010000']],
      ['10000..10042', ['100000'], ['10043']],
      ['2026-11-25', ['2026-11-25'], ['2026-11-25T08:00:00Z']],
      ['t', ['T', 't'], ['2026-11-25']],
    ],
  ],
  [
    'a text keeps its case and its letters, whatever it looks like',
    TEXT,
    [
      ['abc', ['abc'], ['ABC']],
      ['8:30', ['8:30'], ['08:30']],
      ['>100', ['99', 99], ['1', 1]],
      ['t', ['t'], ['2026-11-25']],
    ],
  ],
  [
    'a number that was sent as a text is compared as a number',
    NUMBER,
    [
      ['>1000', ['1000.01', '20000', 5000], ['999', 'abc', '']],
      ['5..7', ['6.5'], ['50']],
      ['100', ['100.00'], ['1000']],
    ],
  ],
  [
    'true and false are understood however they were sent',
    BOOLEAN,
    [
      ['true', [true, 'true', 'Yes', 1], [false, 'false', 'No', 0]],
      ['<>yes', [false, 'no'], [true, 'true']],
    ],
  ],
  [
    'times are compared by the clock',
    TIME,
    [
      ['8:30', ['08:30', '08:30:00', '8:30'], ['08:31']],
      ['8:00..17:00', ['09:15', '17:00:00', '10:00'], ['17:00:01', '07:59']],
      ['>9:00', ['10:00', '09:00:00.5'], ['08:59', '']],
    ],
  ],
  [
    'an option is found by its name in any case, by its number, and in its order',
    STATUS,
    [
      ['open', ['Open', 0], ['Released', 1]],
      ['Open|2', ['Open', 'Pending Approval'], ['Released']],
      ['>=Released', ['Released', 'Pending Approval'], ['Open']],
      ['0..1', ['Open', 'Released'], ['Pending Approval']],
      ['pend*', ['Pending Approval'], ['Open']],
      ['<>Released', ['Open'], ['released']],
      ['Draft', ['Draft'], ['Open']],
      ['>Open', ['Released'], ['Draft', '']],
    ],
  ],
  [
    'the blank option is a value like others',
    BLOCKED,
    [
      ["''", ['', null, 0, ' '], ['Ship']],
      ['0', ['', 0], ['Ship', 'All']],
      ["<>''", ['Ship', 3], ['', null]],
      ['..Ship', ['', 'Ship'], ['Invoice']],
    ],
  ],
])('%s', (_, field, cases) => {
  test.each(cases)('%s', (filter, holds, fails) => {
    const parsed = parseFilter(filter);
    if (parsed instanceof FilterSyntaxError) throw parsed;
    const passing = (values: Values) => values.filter((value) => matchFilter(parsed, value, { now: NOW, field }));
    expect(passing(holds)).toEqual(holds);
    expect(passing(fails)).toEqual([]);
  });
});

describe('today is the day that it is where the company is', () => {
  it.each([
    ['UTC', 't', '2026-11-25', true],
    ['Pacific/Auckland', 't', '2026-11-26', true],
    ['Pacific/Auckland', 't', '2026-11-25', false],
    ['Pacific/Honolulu', 't', '2026-11-25', true],
    ['Pacific/Auckland', 't', '2026-11-25T11:30:00Z', true],
    ['Pacific/Auckland', 't', '2026-11-25T10:30:00Z', false],
    ['Pacific/Auckland', '..t-1d', '2026-11-25', true],
    // Clocks went back in Berlin on this day: it had 25 hours.
    ['Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59Z', true],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', true],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T23:00:00Z', false],
  ])('in %s, %s and %s: %s', (timeZone, filter, value, expected) => {
    const parsed = parseFilter(filter);
    if (parsed instanceof FilterSyntaxError) throw parsed;
    const field: Field = value.includes('T') ? { name: 'at', type: 'dateTime' } : DATE;
    expect(matchFilter(parsed, value, { now: NOW, timeZone, field })).toBe(expected);
    expect(matchFilter(parsed, value, { now: NOW, timeZone })).toBe(expected);
  });
});

describe('conditions on an entity of the catalogue', () => {
  const order = (fields: JsonObject, more: Partial<ConditionFacts> = {}): ConditionFacts => ({
    event: {},
    record: { entity: 'purchaseDocument', fields, lines: [{ no: 'abc', quantity: '7' }] },
    now: NOW,
    ...more,
  });
  const holds = async (conditions: Conditions, facts: ConditionFacts) =>
    (await evaluateConditions(conditions, facts, async () => null)).holds;

  it('know the types of its fields', async () => {
    const facts = order({ status: 'Pending Approval', amount: '1200', buyFromVendorNo: 'v-10' });
    expect(await holds({ record: { status: '>Open', amount: '>999', buyFromVendorNo: 'V-10' } }, facts)).toBe(true);
  });

  it('know the types of the fields of its lines', async () => {
    expect(await holds({ lines: { any: { no: 'ABC', quantity: '>6' } } }, order({}))).toBe(true);
    expect(await holds({ lines: { count: { is: '1', of: { quantity: '5..10' } } } }, order({}))).toBe(true);
    expect(await holds({ lines: { every: { quantity: '>10' } } }, order({}))).toBe(false);
  });

  it('compare what changed by its type', async () => {
    const risen = order(
      { amount: '1000', status: 'Pending Approval' },
      { previous: { amount: '999', status: 'Open' } },
    );
    expect(await holds({ change: { field: 'amount', is: 'increased' } }, risen)).toBe(true);
    expect(await holds({ change: { field: 'status', is: 'increased' } }, risen)).toBe(true);
    expect(await holds({ change: { field: 'amount', is: 'increased', by: 1 } }, risen)).toBe(true);
    expect(await holds({ change: { field: 'amount', is: 'increased', by: '1%' } }, risen)).toBe(false);
    expect(await holds({ change: { field: 'status', is: 'changed', from: 'open', to: '2' } }, risen)).toBe(true);
  });
});
