import type { LanguageCase } from '../language-case.ts';
import { machine, task } from '../run-machine.ts';

const only = (rest: object, event: never | object = {}) => machine({ A: task({ ...rest, End: true }, event as never) });
const payload = { Output: '{% $states.result.Payload %}' };

export const TASK_CASES: readonly LanguageCase[] = [
  {
    rule: 'calls a function by lambda:invoke and wraps its answer',
    definition: only(
      { Output: '{% $sift($states.result, function($v, $k){ $not($contains($k, "Sdk")) }) %}' },
      { a: 1 },
    ),
    output: { ExecutedVersion: '$LATEST', Payload: { a: 1 }, StatusCode: 200 },
    events: [
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ],
  },
  {
    rule: 'calls a function by its own ARN with the arguments as the event',
    definition: machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
        Arguments: { a: '{% 1 + 1 %}' },
        End: true,
      },
    }),
    output: { a: 2 },
    events: [
      ...['ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted'],
      ...['LambdaFunctionSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ],
  },
  {
    rule: 'takes the state input as arguments where there are none',
    definition: machine({
      A: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:f', End: true },
    }),
    input: { b: 1 },
    output: { b: 1 },
  },
  {
    rule: 'fails with the error and cause of the function',
    definition: only({}),
    answers: [{ fails: ['Boom', 'why'] }],
    error: 'Boom',
    cause: /^why$/,
  },
  {
    rule: 'fails for a function that is not there',
    definition: only({ Arguments: { FunctionName: 'missing' } }),
    error: 'Lambda.ResourceNotFoundException',
  },
  {
    rule: 'fails past every Catch when the arguments lack what the call needs',
    definition: machine({
      A: task({ Arguments: { Payload: {} }, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true }),
      B: { Type: 'Succeed' },
    }),
    error: 'States.Runtime',
    cause: "could not be used to start the Task: [The field 'FunctionName' is required but was missing]",
  },
  {
    rule: 'fails when the result is larger than 256 KiB',
    definition: only(payload),
    answers: ['x'.repeat(262_200)],
    error: 'States.DataLimitExceeded',
    cause: "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
  },
  {
    rule: 'times out after TimeoutSeconds',
    definition: only({ TimeoutSeconds: 5 }),
    answers: [{ takes: 60 }],
    error: 'States.Timeout',
    seconds: 5,
  },
  {
    rule: 'takes its limits from expressions',
    definition: only({ TimeoutSeconds: '{% 2 + 1 %}' }),
    answers: [{ takes: 60 }],
    error: 'States.Timeout',
    seconds: 3,
  },
  {
    rule: 'misses heartbeats as a timeout, known to Catch as States.HeartbeatTimeout too',
    definition: machine({
      A: task({ HeartbeatSeconds: 5, Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' }], End: true }),
      B: { Type: 'Succeed' },
    }),
    answers: [{ takes: 60 }],
    output: { Error: 'States.Timeout' },
    seconds: 5,
  },
  {
    rule: 'sends messages to queues',
    definition: machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage',
        Arguments: { QueueUrl: 'https://queue', MessageBody: { a: 1 } },
        Output: '{% $states.result.MessageId %}',
        End: true,
      },
    }),
    output: 'm',
  },
  {
    rule: 'fails where a service is not there',
    definition: machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sns:publish',
        Arguments: { TopicArn: 't', Message: 'm' },
        End: true,
      },
    }),
    error: 'SNS.NotFoundException',
  },
  ...['f', 'f:prod', 'f:7', '123456789012:function:f', 'arn:aws:lambda:eu-west-1:123456789012:function:f:$LATEST'].map(
    (FunctionName) => ({
      rule: `calls a function by ${FunctionName}`,
      definition: only({ Arguments: { FunctionName, Payload: { a: 1 } }, ...payload }),
      output: { a: 1 },
    }),
  ),
  ...[
    ['nothing', {}, {}],
    ['null', { Payload: null }, {}],
    ['a list', { Payload: [1] }, [1]],
    ['a number', { Payload: 1 }, 1],
    ['JSON text', { Payload: '{"a":[1]}' }, { a: [1] }],
    ['an expression', { Payload: '{% $states.input %}' }, { in: 1 }],
  ].map(([what, given, output]) => ({
    rule: `gives a function ${what} as its event`,
    definition: only({ Arguments: { FunctionName: 'f', ...(given as object) }, ...payload }),
    input: { in: 1 },
    output: output as never,
  })),
  {
    rule: 'refuses a text as Payload that is no JSON',
    definition: only({ Arguments: { FunctionName: 'f', Payload: 'text' } }),
    error: 'Lambda.InvalidRequestContentException',
  },
  {
    rule: 'takes no interest in what becomes of an Event',
    definition: only({
      Arguments: { FunctionName: 'f', InvocationType: 'Event' },
      Output: ['{% $states.result.StatusCode %}', '{% $states.result.Payload %}'],
    }),
    answers: [{ fails: ['E', ''] }],
    output: [202, ''],
  },
  {
    rule: 'refuses an invocation type that is none',
    definition: only({ Arguments: { FunctionName: 'f', InvocationType: 'Later' } }),
    error: 'Lambda.InvalidParameterValueException',
  },
  ...['{% 0 %}', '{% 1.5 %}', '{% 100000000 %}', '{% -1 %}'].map((TimeoutSeconds) => ({
    rule: `fails when its TimeoutSeconds are ${TimeoutSeconds}`,
    definition: only({ TimeoutSeconds }),
    error: 'States.QueryEvaluationError',
    cause: 'TimeoutSeconds field must be a whole number from 1 to 99999999',
  })),
  {
    rule: 'begins its time anew with each try',
    definition: only({ TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] }),
    answers: [{ takes: 60 }],
    error: 'States.Timeout',
    seconds: 5 + 1 + 5,
  },
  {
    rule: 'keeps its token in the arguments alone',
    definition: machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'https://queue', MessageBody: '{% $exists($states.context.Task.Token) %}' },
        TimeoutSeconds: 5,
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $exists($states.context.Task.Token) %}', Next: 'B' }],
        End: true,
      },
      B: { Type: 'Pass', Output: ['{% $states.input %}', '{% $exists($states.context.Task) %}'], End: true },
    }),
    output: [false, false],
    events: [
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskTimedOut'],
      ...['TaskStateExited', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'],
    ],
  },
];
