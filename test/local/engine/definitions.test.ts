import { describe, expect, it } from 'vitest';
import { validateDefinition } from '../../../local/engine/validation/validate-definition.ts';
import { machine, task } from './run-machine.ts';

const end = { Type: 'Pass', End: true };
const one = (state: object) => machine({ A: state });
const two = (state: object) => machine({ A: state, B: end });
const processor = { StartAt: 'P', States: { P: end } };
const lambda = 'arn:aws:states:::lambda:invoke';

/** What is refused, with where and a word of why. */
const REFUSED: readonly [what: string, definition: object | string, location: string, why: RegExp][] = [
  ['text that is no JSON', '{', '', /JSON/],
  ['anything but an object', '[]', '', /object/],
  ['a definition of more than 1 MiB', machine({ A: { ...end, Comment: 'x'.repeat(1_048_576) } }), '', /1048576/],
  ['no states', { QueryLanguage: 'JSONata', StartAt: 'A', States: {} }, '/States', /at least one/],
  ['no StartAt', { QueryLanguage: 'JSONata', States: { A: end } }, '', /'StartAt' is required/],
  [
    'a first state that is not there',
    { QueryLanguage: 'JSONata', StartAt: 'X', States: { A: end } },
    '/StartAt',
    /Missing/,
  ],
  ['an unknown field of the machine', { ...one(end), Foo: 1 }, '', /'Foo' is not supported/],
  ['a time limit of zero', { ...one(end), TimeoutSeconds: 0 }, '/TimeoutSeconds', /integer/],
  ['JSONPath as the language', { ...one(end), QueryLanguage: 'JSONPath' }, '/States/A', /JSONPath/],
  ['JSONPath by default', { StartAt: 'A', States: { A: end } }, '/States/A', /JSONPath/],
  ['a state that says JSONPath', one({ ...end, QueryLanguage: 'JSONPath' }), '/States/A', /JSONPath/],
  ['a state without a type', one({ End: true }), '/States/A', /'Type' is required/],
  ['an unknown type', one({ Type: 'Jump', End: true }), '/States/A/Type', /no state type/],
  ['a name of more than 80 characters', machine({ [`${'x'.repeat(81)}`]: end }), `/States/${'x'.repeat(81)}`, /80/],
  ['a state that leads nowhere', one({ Type: 'Pass' }), '/States/A', /'Next' or 'End'/],
  ['a state that leads on and ends', two({ Type: 'Pass', Next: 'B', End: true }), '/States/A', /'Next' or 'End'/],
  ['an unknown target', one({ Type: 'Pass', Next: 'X' }), '/States/A/Next', /Missing 'Next' target: X/],
  ['a state that is not reached', two(end), '/States/B', /not reachable/],
  ['a JSONPath field', one({ ...end, ResultPath: '$.x' }), '/States/A', /does not support the field 'ResultPath'/],
  ['a field of another type', one({ ...end, Seconds: 1 }), '/States/A', /'Seconds' is not supported/],
  ['an empty text', '', '', /empty/],
  [
    'a loop without an end',
    machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
    '/States',
    /no state that ends/,
  ],
  ['an expression that is not closed', one({ ...end, Output: ['{% 1 }'] }), '/States/A/Output/0', /end with '%}'/],
  ['an expression that begins late', one({ ...end, Output: ' {% 1 %}' }), '/States/A/Output', /start with '{%'/],
  [
    'a syntax error in an expression',
    one({ ...end, Output: { a: ['{% 1 + %}'] } }),
    '/States/A/Output/a/0',
    /at character 3/,
  ],
  [
    'a result where there is none',
    one({ ...end, Output: '{% $states.result %}' }),
    '/States/A/Output',
    /not available/,
  ],
  [
    'an error output outside of Catch',
    one(task({ Output: '{% $states.errorOutput.Error %}', End: true })),
    '/States/A/Output',
    /not available/,
  ],
  [
    'an assigned variable named states',
    one({ ...end, Assign: { states: 1 } }),
    '/States/A/Assign/states',
    /not a valid name/,
  ],
  ['a variable that is no name', one({ ...end, Assign: { 'a b': 1 } }), '/States/A/Assign/a b', /not a valid name/],
  ['a Task without a resource', one({ Type: 'Task', End: true }), '/States/A', /'Resource' is required/],
  [
    'a service that is not here',
    one({ Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', End: true }),
    '/States/A/Resource',
    /not supported here/,
  ],
  [
    'an activity',
    one({ Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:a', End: true }),
    '/States/A/Resource',
    /not supported here/,
  ],
  [
    '.sync without :2',
    one({ Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync', End: true }),
    '/States/A/Resource',
    /not supported here/,
  ],
  [
    '.sync:2 of Lambda',
    one({ Type: 'Task', Resource: `${lambda}.sync:2`, End: true }),
    '/States/A/Resource',
    /not supported here/,
  ],
  [
    'credentials without a role',
    one(task({ Credentials: {}, End: true })),
    '/States/A/Credentials',
    /'RoleArn' is required/,
  ],
  [
    'a heartbeat as long as the timeout',
    one(task({ TimeoutSeconds: 5, HeartbeatSeconds: 5, End: true })),
    '/States/A',
    /HeartbeatSeconds/,
  ],
  [
    'a timeout that is a plain text',
    one(task({ TimeoutSeconds: '5', End: true })),
    '/States/A/TimeoutSeconds',
    /JSONata expression/,
  ],
  [
    'a timeout of a part of a second',
    one(task({ TimeoutSeconds: 0.5, End: true })),
    '/States/A/TimeoutSeconds',
    /integer/,
  ],
  ['a retrier without errors', one(task({ Retry: [{}], End: true })), '/States/A/Retry/0', /'ErrorEquals' is required/],
  [
    'a retrier with an empty list of errors',
    one(task({ Retry: [{ ErrorEquals: [] }], End: true })),
    '/States/A/Retry/0/ErrorEquals',
    /non-empty/,
  ],
  [
    'States.ALL beside other errors',
    one(task({ Retry: [{ ErrorEquals: ['E', 'States.ALL'] }], End: true })),
    '/States/A/Retry/0/ErrorEquals',
    /alone/,
  ],
  [
    'States.ALL before the last retrier',
    one(task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }], End: true })),
    '/States/A/Retry/0',
    /last/,
  ],
  [
    'a backoff rate below 1',
    one(task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }], End: true })),
    '/States/A/Retry/0/BackoffRate',
    /at least 1/,
  ],
  [
    'a longest delay below the interval',
    one(task({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 5, MaxDelaySeconds: 5 }], End: true })),
    '/States/A/Retry/0',
    /greater/,
  ],
  [
    'an unknown jitter',
    one(task({ Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'SOME' }], End: true })),
    '/States/A/Retry/0/JitterStrategy',
    /FULL/,
  ],
  [
    'a catcher that leads nowhere',
    one(task({ Catch: [{ ErrorEquals: ['E'] }], End: true })),
    '/States/A/Catch/0',
    /'Next' is required/,
  ],
  [
    'a catcher with an unknown target',
    one(task({ Catch: [{ ErrorEquals: ['E'], Next: 'X' }], End: true })),
    '/States/A/Catch/0/Next',
    /Missing/,
  ],
  ['a Choice without rules', one({ Type: 'Choice', Choices: [], Default: 'A' }), '/States/A/Choices', /non-empty/],
  [
    'a rule without a condition',
    two({ Type: 'Choice', Choices: [{ Next: 'B' }] }),
    '/States/A/Choices/0',
    /'Condition' is required/,
  ],
  [
    'a rule that compares a variable',
    two({ Type: 'Choice', Choices: [{ Condition: true, Variable: '$.a', Next: 'B' }] }),
    '/States/A/Choices/0',
    /does not support the field 'Variable'/,
  ],
  [
    'a condition that is a plain text',
    two({ Type: 'Choice', Choices: [{ Condition: 'true', Next: 'B' }] }),
    '/States/A/Choices/0/Condition',
    /JSONata expression/,
  ],
  [
    'a Choice that ends',
    two({ Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }], End: true }),
    '/States/A',
    /'End' is not supported/,
  ],
  ['a Wait for nothing', one({ Type: 'Wait', End: true }), '/States/A', /exactly one/],
  [
    'a Wait for two things',
    one({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true }),
    '/States/A',
    /exactly one/,
  ],
  [
    'a moment that is none',
    one({ Type: 'Wait', Timestamp: 'tomorrow', End: true }),
    '/States/A/Timestamp',
    /timestamp/,
  ],
  ['a Succeed that leads on', two({ Type: 'Succeed', Next: 'B' }), '/States/A', /'Next' is not supported/],
  [
    'a Parallel without branches',
    one({ Type: 'Parallel', Branches: [], End: true }),
    '/States/A/Branches',
    /non-empty/,
  ],
  [
    'a fault inside of a branch',
    one({ Type: 'Parallel', Branches: [{ StartAt: 'P', States: { P: { Type: 'Pass' } } }], End: true }),
    '/States/A/Branches/0/States/P',
    /'Next' or 'End'/,
  ],
  [
    'a branch that leads out',
    machine({
      A: { Type: 'Parallel', Branches: [{ StartAt: 'P', States: { P: { Type: 'Pass', Next: 'B' } } }], Next: 'B' },
      B: end,
    }),
    '/States/A/Branches/0/States/P/Next',
    /Missing/,
  ],
  [
    'the same name in two branches',
    one({ Type: 'Parallel', Branches: [processor, processor], End: true }),
    '/States/A/Branches/1/States/P',
    /Duplicate/,
  ],
  ['a Map without a processor', one({ Type: 'Map', End: true }), '/States/A', /'ItemProcessor' is required/],
  [
    'a distributed Map',
    one({ Type: 'Map', ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED' } }, End: true }),
    '/States/A/ItemProcessor/ProcessorConfig/Mode',
    /not supported here/,
  ],
  [
    'Items that are a plain text',
    one({ Type: 'Map', ItemProcessor: processor, Items: 'x', End: true }),
    '/States/A/Items',
    /an array or a JSONata expression/,
  ],
  [
    'a share above 100',
    one({ Type: 'Map', ItemProcessor: processor, ToleratedFailurePercentage: 101, End: true }),
    '/States/A/ToleratedFailurePercentage',
    /from 0 to 100/,
  ],
];

const ACCEPTED: readonly [what: string, definition: object][] = [
  ['a Pass', one(end)],
  ['a machine with everything of its own', { ...one(end), Comment: 'c', Version: '1.0', TimeoutSeconds: 60 }],
  ['JSONata on the state alone', { StartAt: 'A', States: { A: { ...end, QueryLanguage: 'JSONata' } } }],
  ['expressions for every limit', one(task({ TimeoutSeconds: '{% 5 %}', HeartbeatSeconds: '{% 1 %}', End: true }))],
  [
    'a result in Output, Assign and what is nested there',
    one(task({ Output: { a: ['{% $states.result.Payload %}'] }, Assign: { x: '{% $states.result %}' }, End: true })),
  ],
  [
    'an error output in Catch',
    two(task({ Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'B' }], Next: 'B' })),
  ],
  [
    'a variable of the same name outside and in a branch',
    machine({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [{ StartAt: 'Q', States: { Q: { ...end, Assign: { x: 2 } } } }], End: true },
    }),
  ],
  ['names of states from every script', machine({ 'Zeit läuft: 等待': end })],
  [
    'a loop that a rule can leave',
    machine({
      A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.over %}', Next: 'B' }], Default: 'A' },
      B: { Type: 'Succeed' },
    }),
  ],
  ...['', '.waitForTaskToken'].flatMap((pattern): [string, object][] =>
    ['lambda:invoke', 'sqs:sendMessage', 'sns:publish', 'states:startExecution'].map((action) => [
      `${action}${pattern}`,
      one({ Type: 'Task', Resource: `arn:aws:states:::${action}${pattern}`, End: true }),
    ]),
  ),
  [
    'states:startExecution.sync:2',
    one({ Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true }),
  ],
];

describe('a definition is refused, with the place and the reason, for', () => {
  it.each(REFUSED)('%s', (_what, definition, location, why) => {
    const diagnostics = validateDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition));
    expect(
      diagnostics
        .filter((one) => one.location === location)
        .map(({ message }) => message)
        .join(' '),
    ).toMatch(why);
  });

  it('everything at once, not for the first fault alone', () => {
    const definition = machine({ A: { Type: 'Pass', Next: 'X', Foo: 1 }, B: { Type: 'Wait', End: true } });
    expect(validateDefinition(JSON.stringify(definition)).map(({ location }) => location)).toEqual(
      expect.arrayContaining(['/States/A', '/States/A/Next', '/States/B']),
    );
  });
});

describe('a definition is accepted with', () => {
  it.each(ACCEPTED)('%s', (_what, definition) => {
    expect(validateDefinition(JSON.stringify(definition))).toEqual([]);
  });
});
