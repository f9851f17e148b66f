import type { LanguageCase } from '../language-case.ts';
import { machine } from '../run-machine.ts';

const gives = (expression: string) => machine({ A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } });
const start = "An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression";

export const EXPRESSION_CASES: readonly LanguageCase[] = [
  {
    rule: 'cut an array by $partition',
    definition: gives('$partition([1,2,3,4,5], 2)'),
    output: [[1, 2], [3, 4], [5]],
  },
  { rule: 'count by $range', definition: gives('$range(1, 9, 4)'), output: [1, 5, 9] },
  {
    rule: 'hash by $hash',
    definition: gives('$hash("input data", "SHA-1")'),
    output: 'aaff4a450a104cd177d28d18d74485e8cae074b7',
  },
  { rule: 'parse JSON text by $parse', definition: gives('$parse("{\\"a\\": [1]}").a'), output: [1] },
  { rule: 'give the same random number for the same seed', definition: gives('$random(7) = $random(7)'), output: true },
  { rule: 'give a random number from 0 to 1', definition: gives('$random() < 1 and $random() >= 0'), output: true },
  {
    rule: 'give unique ids by $uuid',
    definition: gives(
      '$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) ? true : false',
    ),
    output: true,
  },
  { rule: 'are refused $eval', definition: gives('$eval("1")'), error: 'States.QueryEvaluationError' },
  {
    rule: 'that give nothing fail, and the history says where',
    definition: gives('$nothing'),
    error: 'States.QueryEvaluationError',
    cause: `${start} '$nothing' specified for the field 'Output' returned nothing (undefined).`,
    events: ['ExecutionStarted', 'PassStateEntered', 'EvaluationFailed', 'ExecutionFailed'],
  },
  {
    rule: 'that throw fail with the code of JSONata',
    definition: gives('1 + "a"'),
    error: 'States.QueryEvaluationError',
    cause: `${start} '1 + "a"' specified for the field 'Output' threw an error during evaluation. T2002: `,
  },
  {
    rule: 'that give a function fail',
    definition: gives('function($x){ $x }'),
    error: 'States.QueryEvaluationError',
    cause: /returned an unsupported result type\.$/,
  },
  ...['[function($x){ $x }]', '{"a": [{"b": $sum}]}', '{"a": /a/}', '1/0', '[0/0]'].map((expression) => ({
    rule: `that give what JSON cannot say fail: ${expression}`,
    definition: gives(expression),
    error: 'States.QueryEvaluationError',
    cause: /returned an unsupported result type\.$/,
  })),
  { rule: 'may give null', definition: gives('null'), output: null },
  { rule: 'leave out members that are nothing', definition: gives('{"a": $nothing, "b": 1}'), output: { b: 1 } },
  ...[
    '$states.input.constructor',
    '$type({}.__proto__)',
    '($f := $lookup({}, "__defineGetter__"); 1)',
    '$map([{}, {}].valueOf, function($f){ $f() })',
    '{}.__proto__.($define := __defineGetter__; $define("polluted", $lookup({}, "valueOf")))',
  ].map((expression) => ({
    rule: `that reach for the language underneath are stopped: ${expression}`,
    definition: gives(expression),
    error: 'States.QueryEvaluationError',
    cause: /U1004/,
  })),
  {
    rule: 'read members that only have the names of what is underneath',
    definition: gives('$states.input.constructor & $states.input.valueOf'),
    input: { constructor: 'ACME Builders', valueOf: '!' },
    output: 'ACME Builders!',
  },
  {
    rule: 'that never end are stopped',
    definition: gives('($f := function($n){ $f($n + 1) }; $f(0))'),
    error: 'States.QueryEvaluationError',
    cause: /U1002/,
  },
  {
    rule: 'that go too deep are stopped',
    definition: gives('($f := function($n){ 1 + $f($n + 1) }; $f(0))'),
    error: 'States.QueryEvaluationError',
    cause: /U1001/,
  },
  {
    rule: 'match texts in linear time where backtracking would never end',
    definition: gives('$contains($pad("", 60, "a") & "b", /^(a+)+$/)'),
    output: false,
  },
  {
    rule: 'that grow too large are stopped',
    definition: gives(
      '($f := function($x, $n){ $n = 0 ? $x : $f($append($x, $x), $n - 1) }; $count($f([1..1000], 30)))',
    ),
    error: 'States.QueryEvaluationError',
    cause: /U1003/,
  },
  ...(
    [
      ['$partition([], 2)', []],
      ['$partition([1, 2], 5)', [[1, 2]]],
      ['$partition([[1], [2]], 1)', [[[1]], [[2]]]],
      ['$range(9, 0, -3)', [9, 6, 3, 0]],
      ['$range(5, 5, 1)', [5]],
      ['$range(0, 9, -1)', []],
      ['$count($range(1, 1000, 1))', 1000],
      ['$parse("null")', null],
      ['$parse("1.0")', 1],
      ['$hash("a", "MD5")', '0cc175b9c0f1b6a831c399e269772661'],
      ['$length($hash("", "SHA-512"))', 128],
      ['[1]', [1]],
      ['[1, 2][$ > 1]', 2],
      ['[1, 2][$ > 1][]', [2]],
      ['$states.input.list.n', [1, 2]],
      ['$states.input.list[0].n', 1],
      ['{"sum": $sum($states.input.list.n)}', { sum: 3 }],
      ['($x := 1; $x + 1)', 2],
    ] as const
  ).map(([expression, output]) => ({
    rule: `give ${JSON.stringify(output)} for ${expression}`,
    definition: gives(expression),
    input: { list: [{ n: 1 }, { n: 2 }] },
    output: output as never,
  })),
  ...[
    '$partition([1], 0)',
    '$partition([1], 1.5)',
    '$partition([1], "1")',
    '$range(1, 2, 0)',
    '$range(1, 1001, 1)',
    '$hash("a", "SHA-3")',
    '$hash($pad("", 10001, "x"), "MD5")',
    '$parse("{")',
    '$parse(1)',
    '$uuid(1)',
    '$random("a")',
  ].map((expression) => ({
    rule: `fail for ${expression}`,
    definition: gives(expression),
    error: 'States.QueryEvaluationError',
    cause: /threw an error during evaluation/,
  })),
];
