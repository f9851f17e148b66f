import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { directReadingOf, type Sight } from '../../../local/engine/direct-reading.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';

const SIGHT: Sight = {
  variables: {
    run: { id: 'r-1', 'two words': 2, none: null },
    visit: 3,
    name: 'Cronus',
    list: [{ id: 1 }],
    lists: [[1], [2]],
    nothing: null,
    sum: { id: 'a variable of the name of a function' },
    function: { _jsonata_lambda: true, id: 1 },
  },
  input: { event: { id: 'e-1', lines: [], flags: { urgent: true } }, total: 1_200 },
  states: { result: { Payload: { done: [1] } } },
  context: () => ({ Task: { Token: 'secret' } }),
};

function read(expression: string, sight: Sight = SIGHT): Json | undefined {
  return directReadingOf(jsonata(expression))?.(sight);
}

function evaluated(expression: string, { variables, input, states, context }: Sight): Promise<unknown> {
  return jsonata(expression).evaluate(undefined, { ...variables, states: { input, context: context(), ...states } });
}

describe('read directly', () => {
  test.each<[string, Json]>([
    ['$states.input', SIGHT.input],
    ['$states.input.event.id', 'e-1'],
    ['$states.input.event.lines', []],
    ['$states.input.event.flags', { urgent: true }],
    ['$states.result.Payload.done', [1]],
    ['$states.context.Task.Token', 'secret'],
    ['$run', { id: 'r-1', 'two words': 2, none: null }],
    ['$run.`two words`', 2],
    ['$run.none', null],
    ['$nothing', null],
    ['$lists', [[1], [2]]],
    ['$sum.id', 'a variable of the name of a function'],
    ['"text"', 'text'],
    ['12.5', 12.5],
    ['-1', -1],
    ['false', false],
    ['null', null],
    ['$visit + 1', 4],
    ['1 - $visit', -2],
    ['$visit * $visit', 9],
    ['$states.input.total > 1000', true],
    ['$visit <= 2', false],
    ['$name = "Cronus"', true],
    ['$name != $visit', true],
    ['$states.input.event.flags.urgent = true', true],
  ])('%s', async (expression, value) => {
    expect(read(expression)).toStrictEqual(value);
    expect(JSON.stringify(await evaluated(expression, SIGHT))).toBe(JSON.stringify(value));
  });
});

describe('left to JSONata', () => {
  test.each([
    // what is not there, and what is there of every object
    ...['$missing', '$run.missing', '$run.id.length', '$nothing.id', '$run.none.id', '$states.errorOutput'],
    ...['$run.constructor', '$run.`__proto__`', '$run.hasOwnProperty', '$string', '$sum.id.id'],
    // arrays on the way, and the forms that JSONata gives paths beside names
    ...['$list.id', '$lists.id', '$list[0]', '$list[0].id', '$run[]', '$run.id[]', '$run[id="r-1"].id', '$run{id: 1}'],
    ...['$run.*', '$run.**', '$run@$r.id', '$run#$i.id', '$run^(id)', '$run.(id)', '($run.id)', '$run.$visit'],
    ...['$', '$$', '$.id', 'run', 'run.id', '$states', '$function.id'],
    // operators between other kinds, and others
    ...['$name + 1', '$visit + $missing', '$visit < $name', '$name < "D"', '$run = $run', '$nothing = null'],
    ...['$visit / 0', '$visit % 2', '$name & 1', '$visit in $list', '$visit = 3 and true', '$visit + 1 + 1'],
    ...['-$visit', '[1]', '{"a": 1}', '$not($visit)', '$visit ? 1 : 2', '/a/'],
  ])('%s', (expression) => {
    expect(directReadingOf(jsonata(expression))?.(SIGHT)).toBeUndefined();
  });

  test.each(['hasOwnProperty', '__proto__'])('everything beside a variable %s', (name) => {
    const variables = Object.fromEntries([...Object.entries(SIGHT.variables), [name, {}]]);
    expect(read('$visit', { ...SIGHT, variables })).toBeUndefined();
    expect(read('$states.input', { ...SIGHT, variables })).toBeUndefined();
  });
});

/** Names that mean something to JSONata or to JavaScript, and plain ones. */
const name = fc.constantFrom(
  ...[
    'a',
    'b',
    'c',
    'input',
    'context',
    'result',
    'errorOutput',
    'sum',
    'states',
    'constructor',
    'hasOwnProperty',
    '__proto__',
  ],
  ...[
    'length',
    'sequence',
    'keepSingleton',
    'cons',
    'outerWrapper',
    'tupleStream',
    '_jsonata_function',
    '_jsonata_lambda',
  ],
);
const scalar = fc.oneof(
  fc.constantFrom(null, true, false, '', 'a', 'text', 0, 1, -1, 1e308),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
);
const { json, object } = fc.letrec<{ json: Json; object: JsonObject; array: Json[] }>((tie) => ({
  json: fc.oneof({ maxDepth: 4 }, scalar, tie('object'), tie('object'), tie('array')),
  object: fc.dictionary(name, tie('json'), { maxKeys: 5, noNullPrototype: true }),
  array: fc.array(tie('json'), { maxLength: 3 }),
}));
const sight: fc.Arbitrary<Sight> = fc
  .record({
    variables: object,
    input: json,
    states: fc.record({ result: json, errorOutput: json }, { requiredKeys: [] }),
    context: object,
  })
  .map(({ variables, input, states, context }) => ({ variables, input, states, context: () => context }));
/** The paths that lead somewhere, through the items of arrays too. */
function pathsIn(value: Json, start: string): string[] {
  if (typeof value !== 'object' || value === null) return [start];
  if (Array.isArray(value)) return [start, ...value.flatMap((item) => pathsIn(item, start))];
  return [start, ...Object.entries(value).flatMap(([key, member]) => pathsIn(member, `${start}.\`${key}\``))];
}

const misleading = fc
  .tuple(fc.constantFrom('$states', '$a', '$sum', '$', '$$', 'a'), fc.array(name, { maxLength: 3 }))
  .map(([start, names]) => [start, ...names.map((one) => `\`${one}\``)].join('.'));
const operator = fc.constantFrom('+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', '&', 'and', 'or', 'in');
const expressionFor = ({ variables, input, states, context }: Sight): fc.Arbitrary<string> => {
  const all = Object.entries({ ...variables, states: { input, context: context(), ...states } });
  const path = fc.constantFrom(...all.flatMap(([key, value]) => pathsIn(value, `$${key}`)));
  const operand = fc.oneof(
    path,
    path,
    scalar.map((value) => JSON.stringify(value)),
    misleading,
  );
  return fc.oneof(
    path,
    misleading,
    fc.tuple(operand, operator, operand).map((parts) => parts.join(' ')),
  );
};
const seenBy = sight.chain((seen) => expressionFor(seen).map((expression) => ({ expression, seen })));

test('whatever is read directly, is what JSONata makes of it', async () => {
  let direct = 0;
  await fc.assert(
    fc.asyncProperty(seenBy, async ({ expression, seen }) => {
      const value = read(expression, seen);
      if (value === undefined) return;
      direct += 1;
      // Compared as texts: the order of members counts, and JSON knows no zero below zero.
      expect(JSON.stringify(value)).toBe(JSON.stringify(await evaluated(expression, seen)));
    }),
    { numRuns: 3_000 },
  );
  expect(direct).toBeGreaterThan(300);
});
