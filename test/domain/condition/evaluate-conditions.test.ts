import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConditionFacts } from '../../../shared/domain/condition/condition-facts.ts';
import { evaluateConditions } from '../../../shared/domain/condition/evaluate-conditions.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { ChangeCondition, Conditions } from '../../../shared/domain/workflow/definition.ts';

const FIELDS: JsonObject = { documentType: 'Order', status: 'Open', amount: 1200, buyer: 'purchaser', 'a/b': 1 };
const LINES: JsonObject[] = [
  { type: 'Item', quantity: 2 },
  { type: 'G/L Account', quantity: 1 },
];

function facts(more: Partial<ConditionFacts> = {}): ConditionFacts {
  return {
    event: { id: 'e1' },
    record: { fields: FIELDS, lines: LINES },
    now: Date.parse('2026-11-25T10:00:00Z'),
    ...more,
  };
}

/** Fails the test when an expression is evaluated. */
async function noExpression(): Promise<Json> {
  throw new Error('no expression expected');
}

async function check(conditions: Conditions, given = facts()) {
  return evaluateConditions(conditions, given, noExpression);
}

test('nothing asked for holds always', async () => {
  expect(await check({})).toEqual({ holds: true, checks: [] });
});

test('every field is explained with its value, whether it holds or not', async () => {
  const result = await check({ record: { documentType: 'Order', status: 'Released', amount: '>1000', 'a/b': 1 } });
  expect(result.holds).toBe(false);
  expect(result.checks).toEqual([
    { pointer: '/record/documentType', text: 'documentType: Order', value: 'Order', holds: true },
    {
      pointer: '/record/status',
      text: 'status: Released',
      value: 'Open',
      holds: false,
      reason: 'status is "Open", not Released',
    },
    { pointer: '/record/amount', text: 'amount: >1000', value: 1200, holds: true },
    { pointer: '/record/a~1b', text: 'a/b: 1', value: 1, holds: true },
  ]);
});

test('a filter that can not be read does not hold and says why', async () => {
  const result = await check({ record: { status: '(Open' } });
  expect(result.checks[0]?.reason).toContain('closing parenthesis');
});

test('%me is the user of the event', async () => {
  expect((await check({ record: { buyer: '%me' } }, facts({ user: 'PURCHASER' }))).holds).toBe(true);
  expect((await check({ record: { buyer: '%me' } })).holds).toBe(false);
});

test('names of the language underneath are no fields', async () => {
  const result = await check({ record: { constructor: "''", toString: "''" } });
  expect(result.holds).toBe(true);
  expect(result.checks.every((one) => !('value' in one))).toBe(true);
});

describe('conditions on lines', () => {
  test.each<[string, Conditions['lines'], boolean]>([
    ['any line with one filter', { any: { type: 'G/L Account' } }, true],
    ['any line needs all filters on the same line', { any: { type: 'G/L Account', quantity: '>1' } }, false],
    ['every line', { every: { quantity: '>0' } }, true],
    ['every line fails with one', { every: { type: 'Item' } }, false],
    ['both', { any: { type: 'Item' }, every: { quantity: '1..2' } }, true],
  ])('%s', async (_, lines, holds) => {
    expect((await check({ lines: lines ?? {} })).holds).toBe(holds);
  });

  test('no line at all satisfies neither', async () => {
    const none = facts({ record: { fields: FIELDS, lines: [] } });
    expect((await check({ lines: { every: { type: '*' } } }, none)).checks[0]?.reason).toBe('there is no line');
    expect((await check({ lines: { any: { type: '*' } } }, none)).holds).toBe(false);
  });

  test('lines that were not sent are an error by name', async () => {
    const result = await check({ lines: { any: { type: 'Item' } } }, facts({ record: { fields: FIELDS } }));
    expect(result.holds).toBe(false);
    expect(result.checks[0]?.reason).toContain('LinesNotAvailable');
  });

  test('the first line that fails is named', async () => {
    const result = await check({ lines: { every: { type: 'Item' } } });
    expect(result.checks[0]?.reason).toBe('line 2 does not pass: type is "G/L Account", not Item');
  });
});

describe('change conditions', () => {
  test.each<[string, Partial<ChangeCondition>, Json | undefined, Json | undefined, boolean]>([
    ['a number rose', { is: 'increased' }, 9, 10, true],
    ['a number that fell did not rise', { is: 'increased' }, 10, 9, false],
    ['a number fell', { is: 'decreased' }, 10, 9, true],
    ['equal is no change', { is: 'changed' }, 10, 10, false],
    ['numbers rise numerically, not as text', { is: 'increased' }, 9, 10, true],
    ['texts rise as text', { is: 'increased' }, '9', '10', false],
    ['a date rose', { is: 'increased' }, '2026-01-31', '2026-02-01', true],
    [
      'an instant fell, offsets considered',
      { is: 'decreased' },
      '2026-01-01T12:00:00Z',
      '2026-01-01T12:30:00+01:00',
      true,
    ],
    ['a text changed', { is: 'changed' }, 'A', 'B', true],
    ['missing before is no rise', { is: 'increased' }, undefined, 10, false],
    ['missing after is no fall', { is: 'decreased' }, 10, undefined, false],
    ['missing before is a change', { is: 'changed' }, undefined, 10, true],
    ['missing in both is none', { is: 'changed' }, undefined, undefined, false],
    ['by an amount, exactly', { is: 'increased', by: 5 }, 10, 15, true],
    ['by an amount, not quite', { is: 'increased', by: '5' }, 10, 14.99, false],
    ['by 10 percent, exactly, in binary fractions', { is: 'increased', by: '10%' }, 19.99, 21.989, true],
    ['by 10 percent, not quite', { is: 'increased', by: '10%' }, 100, 109.99, false],
    ['by 10 percent down', { is: 'decreased', by: '10%' }, 100, 90, true],
    ['by 10 percent in any direction', { is: 'changed', by: '10%' }, 100, 89, true],
    ['by 10 percent of a negative number', { is: 'increased', by: '10%' }, -100, -90, true],
    ['any rise from 0 is more than any share', { is: 'increased', by: '10%' }, 0, 1, true],
    ['by an amount on a text', { is: 'changed', by: 1 }, 'a', 'b', false],
    ['by nonsense', { is: 'increased', by: 'a lot' }, 1, 2, false],
  ])('%s', async (_, change, before, after, holds) => {
    const given = facts({
      record: { fields: after === undefined ? {} : { price: after } },
      previous: before === undefined ? {} : { price: before },
    });
    const result = await check({ change: { field: 'price', is: 'changed', ...change } }, given);
    expect(result.holds).toBe(holds);
    expect(result.checks[0]?.reason === undefined).toBe(holds);
  });

  test('without the values before, nothing is known to have changed', async () => {
    const result = await check({ change: { field: 'amount', is: 'changed' } });
    expect(result.holds).toBe(false);
    expect(result.checks[0]?.reason).toContain('values before the change are not known');
  });
});

test('filters on the request see the pending count as of the decision', async () => {
  const request = { requestId: 'r', entryId: 'e', pendingApprovals: 0, approverId: 'manager', decidedBy: 'manager' };
  expect((await check({ request: { pendingApprovals: '0' } }, facts({ request }))).holds).toBe(true);
  expect((await check({ request: { pendingApprovals: '>0' } }, facts({ request }))).holds).toBe(false);
  expect((await check({ request: { pendingApprovals: '0' } })).holds).toBe(false);
});

describe('the expression', () => {
  test('sees event and record with all lines, and must give true', async () => {
    const seen: JsonObject[] = [];
    const result = await evaluateConditions({ expression: '{% $x %}' }, facts(), async (expression, bindings) => {
      seen.push({ expression, ...bindings });
      return true;
    });
    expect(result).toEqual({
      holds: true,
      checks: [{ pointer: '/expression', text: '{% $x %}', value: true, holds: true }],
    });
    expect(seen).toEqual([{ expression: '$x', event: { id: 'e1' }, record: { fields: FIELDS, lines: LINES } }]);
  });

  test.each<[string, () => Promise<Json>, RegExp]>([
    ['1 is not true', async () => 1, /gives 1, not true/],
    ['a failing expression does not hold', async () => Promise.reject(new Error('no such thing')), /no such thing/],
  ])('%s', async (_, evaluate, reason) => {
    const result = await evaluateConditions({ expression: '{% x %}' }, facts(), evaluate);
    expect(result.holds).toBe(false);
    expect(result.checks[0]?.reason).toMatch(reason);
  });

  test('is left out when another condition fails already', async () => {
    const result = await check({ record: { status: 'Released' }, expression: '{% true %}' });
    expect(result.checks.at(-1)?.reason).toContain('not evaluated');
  });

  test('without {% %} does not hold', async () => {
    expect((await check({ expression: 'true' })).checks[0]?.reason).toContain('{%');
  });
});

test('any conditions on any record give an answer, and every failing one a reason', async () => {
  const filters = fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
    maxKeys: 3,
  });
  const object = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
  await fc.assert(
    fc.asyncProperty(filters, object, object, async (filter, fields, previous) => {
      const conditions: Conditions = {
        record: filter,
        lines: { any: filter, every: filter },
        change: { field: Object.keys(filter)[0] ?? 'x', is: 'increased', by: String(Object.values(filter)[0]) },
        request: filter,
      };
      const given = JSON.parse(JSON.stringify({ fields, previous }));
      const result = await check(
        conditions,
        facts({ record: { fields: given.fields, lines: [given.fields] }, previous: given.previous }),
      );
      for (const one of result.checks) expect(one.holds).toBe(one.reason === undefined);
    }),
    { numRuns: 500 },
  );
});
