import type { LanguageCase } from '../language-case.ts';
import { machine, task } from '../run-machine.ts';

const processor = (states: Readonly<Record<string, object>>) => ({
  ProcessorConfig: { Mode: 'INLINE' },
  StartAt: Object.keys(states)[0],
  States: states,
});
const map = (states: Readonly<Record<string, object>>, rest: object = {}) => ({
  Type: 'Map',
  ItemProcessor: processor(states),
  End: true,
  ...rest,
});
const items = { Items: [1, 2, 3, 4] };
const wait = { W: { Type: 'Wait', Seconds: 10, End: true } };
const even = {
  C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input % 2 = 0 %}', Next: 'F' }], Default: 'S' },
  F: { Type: 'Fail', Error: 'Even', Cause: '{% $string($states.input) %}' },
  S: { Type: 'Succeed' },
};

export const MAP_CASES: readonly LanguageCase[] = [
  {
    rule: 'works on its input where there are no Items',
    definition: machine({
      M: {
        ...map({ P: { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true } }),
        Items: '{% $states.input.a %}',
      },
    }),
    input: { a: [1, 2] },
    output: [2, 4],
  },
  {
    rule: 'gives an empty result for no items',
    definition: machine({ M: map(wait, { Items: [] }) }),
    output: [],
    seconds: 0,
  },
  {
    rule: 'makes each input by ItemSelector, with the item in the context object',
    definition: machine({
      M: map(
        {
          P: {
            Type: 'Pass',
            Output: { in: '{% $states.input %}', index: '{% $states.context.Map.Item.Index %}' },
            End: true,
          },
        },
        {
          Items: ['a', 'b'],
          ItemSelector: { v: '{% $states.context.Map.Item.Value %}', of: '{% $states.input.x %}' },
        },
      ),
    }),
    input: { x: 9 },
    output: [
      { in: { v: 'a', of: 9 }, index: 0 },
      { in: { v: 'b', of: 9 }, index: 1 },
    ],
  },
  {
    rule: 'works on all items at once without MaxConcurrency',
    definition: machine({ M: map(wait, items) }),
    output: [1, 2, 3, 4],
    seconds: 10,
  },
  {
    rule: 'works on all items at once with MaxConcurrency 0',
    definition: machine({ M: map(wait, { ...items, MaxConcurrency: 0 }) }),
    output: [1, 2, 3, 4],
    seconds: 10,
  },
  {
    rule: 'works on so many items at once as MaxConcurrency says',
    definition: machine({ M: map(wait, { ...items, MaxConcurrency: 2 }) }),
    output: [1, 2, 3, 4],
    seconds: 20,
  },
  {
    rule: 'works on one item after the other',
    definition: machine({ M: map(wait, { ...items, MaxConcurrency: '{% 1 %}' }) }),
    output: [1, 2, 3, 4],
    seconds: 40,
  },
  {
    rule: 'fails with the first item that fails, and starts no other',
    definition: machine({ M: map(even, { ...items, MaxConcurrency: 1 }) }),
    error: 'Even',
    cause: /^2$/,
    events: [
      ...[
        'ExecutionStarted',
        'MapStateEntered',
        'MapStateStarted',
        'MapIterationStarted',
        'ChoiceStateEntered',
        'ChoiceStateExited',
      ],
      ...[
        'SucceedStateEntered',
        'SucceedStateExited',
        'MapIterationSucceeded',
        'MapIterationStarted',
        'ChoiceStateEntered',
      ],
      ...['ChoiceStateExited', 'FailStateEntered', 'MapIterationFailed', 'MapStateFailed', 'ExecutionFailed'],
    ],
  },
  {
    rule: 'stops the other items when one fails',
    definition: machine({
      M: map(
        {
          C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'F' }], Default: 'W' },
          F: { Type: 'Wait', Seconds: 1, Next: 'X' },
          X: { Type: 'Fail', Error: 'E' },
          W: { Type: 'Wait', Seconds: 100, End: true },
        },
        { Items: [1, 2] },
      ),
    }),
    error: 'E',
    seconds: 1,
  },
  {
    rule: 'tolerates so many failures as it says',
    definition: machine({ M: map(even, { ...items, ToleratedFailureCount: 2 }) }),
    output: [1, { Error: 'Even', Cause: '2' }, 3, { Error: 'Even', Cause: '4' }],
  },
  {
    rule: 'tolerates a share of failures',
    definition: machine({ M: map(even, { ...items, ToleratedFailurePercentage: 50 }) }),
    output: [1, { Error: 'Even', Cause: '2' }, 3, { Error: 'Even', Cause: '4' }],
  },
  {
    rule: 'fails beyond what it tolerates',
    definition: machine({ M: map(even, { ...items, ToleratedFailureCount: 1 }) }),
    error: 'States.ExceedToleratedFailureThreshold',
  },
  {
    rule: 'tries all items again',
    definition: machine({
      M: map(
        { T: task({ Output: '{% $states.result.Payload %}', End: true }, '{% $states.input %}') },
        { Items: [1, 2], MaxConcurrency: 1, Retry: [{ ErrorEquals: ['E'] }] },
      ),
    }),
    answers: [5, { fails: ['E', ''] }, 6, 7],
    output: [6, 7],
    seconds: 1,
  },
  {
    rule: 'assigns its result in the outer scope',
    definition: machine({
      M: {
        ...map(
          { P: { Type: 'Pass', Assign: { y: 1 }, End: true } },
          { ...items, Assign: { x: '{% $states.result %}' }, Next: 'E' },
        ),
        End: undefined,
      },
      E: { Type: 'Pass', Output: ['{% $x %}', '{% $exists($y) %}'], End: true },
    }),
    output: [[1, 2, 3, 4], false],
  },
  {
    rule: 'shows the inner item inside of a Map in a Map',
    definition: machine({
      M: map(
        {
          N: map(
            { P: { Type: 'Pass', Output: '{% $states.context.Map.Item.Value %}', End: true } },
            { Items: '{% $states.input %}' },
          ),
        },
        { Items: [[1], [2, 3]] },
      ),
    }),
    output: [[1], [2, 3]],
  },
  {
    rule: 'fails when its items are none',
    definition: machine({ M: map(wait, { Items: '{% 1 %}' }) }),
    error: 'States.QueryEvaluationError',
    cause: "returned an unexpected result type. Expected 'array', but was 'number' for value: 1",
  },
  {
    rule: 'fails when an item cannot be selected',
    definition: machine({ M: map(wait, { ...items, ItemSelector: '{% $nothing %}' }) }),
    error: 'States.QueryEvaluationError',
    cause: "for the field 'ItemSelector' returned nothing",
  },
  {
    rule: 'works on thousands of items in one go',
    definition: machine({
      M: map({ P: { Type: 'Pass', End: true } }, { Items: '{% [1..4000] %}', Output: '{% $sum($states.result) %}' }),
    }),
    output: 8_002_000,
  },
  {
    rule: 'takes its items from a variable, and keeps a single one an array',
    definition: machine({
      S: { Type: 'Pass', Assign: { list: ['only'] }, Next: 'M' },
      M: map({ P: { Type: 'Pass', End: true } }, { Items: '{% $list %}' }),
    }),
    output: ['only'],
  },
  {
    rule: 'catches what an item fails with, in the outer scope',
    definition: machine({
      M: map(even, {
        ...items,
        MaxConcurrency: 1,
        Catch: [{ ErrorEquals: ['Even'], Assign: { bad: '{% $states.errorOutput.Cause %}' }, Next: 'E' }],
      }),
      E: { Type: 'Pass', Output: '{% $bad %}', End: true },
    }),
    output: '2',
  },
  {
    rule: 'catches that too much failed by its name',
    definition: machine({
      M: map(even, {
        ...items,
        ToleratedFailurePercentage: 25,
        Catch: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], Output: 'too much', Next: 'E' }],
      }),
      E: { Type: 'Succeed' },
    }),
    output: 'too much',
  },
  {
    rule: 'tolerates no failure with zero, under the name of the threshold',
    definition: machine({ M: map(even, { ...items, ToleratedFailureCount: '{% 0 %}' }) }),
    error: 'States.ExceedToleratedFailureThreshold',
    cause: /^The specified tolerated failure threshold was exceeded$/,
  },
  {
    rule: 'keeps the variables of each item apart, inside of a branch too',
    definition: machine({
      S: { Type: 'Pass', Assign: { base: 100 }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'B',
            States: {
              B: { Type: 'Pass', Assign: { more: '{% $base + 10 %}' }, Next: 'M' },
              M: map(
                {
                  I: { Type: 'Pass', Assign: { mine: '{% $more + $states.input %}' }, Next: 'W' },
                  W: { Type: 'Wait', Seconds: 5, Next: 'O' },
                  O: { Type: 'Pass', Output: '{% $mine %}', End: true },
                },
                { Items: [1, 2, 3] },
              ),
            },
          },
        ],
        End: true,
      },
    }),
    output: [[111, 112, 113]],
  },
  ...[
    ['MaxConcurrency', '{% "2" %}', "Expected 'number', but was 'string'"],
    ['MaxConcurrency', '{% -1 %}', 'MaxConcurrency field must be a number from 0'],
    ['ToleratedFailureCount', '{% 1.5 %}', 'ToleratedFailureCount field must be a number from 0'],
    ['ToleratedFailurePercentage', '{% 101 %}', 'ToleratedFailurePercentage field must be a number from 0 to 100'],
  ].map(([field = '', value = '', cause = '']) => ({
    rule: `fails when its ${field} is ${value}`,
    definition: machine({ M: map(wait, { ...items, [field]: value }) }),
    error: 'States.QueryEvaluationError',
    cause,
  })),
  {
    rule: 'stops the tries and the inner items of others when one fails',
    definition: machine({
      M: map(
        {
          C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'F' }], Default: 'N' },
          F: { Type: 'Wait', Seconds: 1, Next: 'X' },
          X: { Type: 'Fail', Error: 'E' },
          N: map({ W2: { Type: 'Wait', Seconds: 500, End: true } }, { Items: [1, 2] }),
        },
        { Items: [1, 2] },
      ),
    }),
    error: 'E',
    seconds: 1,
  },
];
