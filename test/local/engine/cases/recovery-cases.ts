import type { LanguageCase } from '../language-case.ts';
import { machine, task } from '../run-machine.ts';

const fails = (error: string) => ({ fails: [error, 'c'] }) as const;
const retried = (retrier: object, ...more: object[]) =>
  machine({ A: task({ Retry: [retrier, ...more], Output: '{% $states.result.Payload %}', End: true }) });
const caught = (names: string[], rest: object = {}) =>
  machine({
    A: task({ Assign: { x: 'result' }, Catch: [{ ErrorEquals: names, Next: 'B', ...rest }], End: true }),
    B: { Type: 'Pass', Output: ['{% $states.input %}', '{% $exists($x) ? $x : "none" %}'], End: true },
  });

export const RECOVERY_CASES: readonly LanguageCase[] = [
  {
    rule: 'tries three times more after 1, 2 and 4 seconds by default',
    definition: retried({ ErrorEquals: ['E'] }),
    answers: [fails('E')],
    error: 'E',
    seconds: 7,
  },
  {
    rule: 'takes interval, rate, attempts and the longest delay from the retrier',
    definition: retried({
      ErrorEquals: ['E'],
      IntervalSeconds: 3,
      BackoffRate: 3,
      MaxAttempts: 4,
      MaxDelaySeconds: 20,
    }),
    answers: [fails('E')],
    error: 'E',
    seconds: 3 + 9 + 20 + 20,
  },
  {
    rule: 'draws the delay with full jitter',
    definition: retried({ ErrorEquals: ['E'], IntervalSeconds: 10, MaxAttempts: 1, JitterStrategy: 'FULL' }),
    answers: [fails('E'), 1],
    output: 1,
    seconds: 5,
  },
  {
    rule: 'goes on when a later try succeeds',
    definition: retried({ ErrorEquals: ['E'] }),
    answers: [fails('E'), fails('E'), 5],
    output: 5,
    seconds: 3,
  },
  {
    rule: 'does not try again with no attempts',
    definition: retried({ ErrorEquals: ['E'], MaxAttempts: 0 }),
    answers: [fails('E')],
    error: 'E',
    seconds: 0,
  },
  {
    rule: 'counts the attempts of each retrier by itself, the first that covers the error',
    definition: retried({ ErrorEquals: ['E'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'], MaxAttempts: 1 }),
    answers: [fails('E'), fails('F'), fails('E'), 1],
    error: 'E',
  },
  {
    rule: 'covers any error of a task by States.TaskFailed',
    definition: retried({ ErrorEquals: ['States.TaskFailed'] }),
    answers: [fails('Any'), 1],
    output: 1,
  },
  {
    rule: 'does not cover a timeout by States.TaskFailed',
    definition: machine({ A: task({ TimeoutSeconds: 2, Retry: [{ ErrorEquals: ['States.TaskFailed'] }], End: true }) }),
    answers: [{ takes: 10 }],
    error: 'States.Timeout',
    seconds: 2,
  },
  {
    rule: 'catches by name and hands error and cause on',
    definition: caught(['E']),
    answers: [fails('E')],
    output: [{ Error: 'E', Cause: 'c' }, 'none'],
  },
  {
    rule: 'catches everything by States.ALL',
    definition: caught(['States.ALL']),
    answers: [fails('X')],
    output: [{ Error: 'X', Cause: 'c' }, 'none'],
  },
  { rule: 'lets pass what no catcher covers', definition: caught(['E']), answers: [fails('X')], error: 'X' },
  {
    rule: 'uses the Assign and Output of the catcher, not those of the state',
    definition: caught(['E'], {
      Assign: { x: '{% $states.errorOutput.Error %}' },
      Output: { seen: '{% $states.errorOutput.Cause %}' },
    }),
    answers: [fails('E')],
    output: [{ seen: 'c' }, 'E'],
  },
  {
    rule: 'catches only after the retries are used up',
    definition: machine({
      A: task({
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Pass', Output: 'caught', End: true },
    }),
    answers: [fails('E')],
    output: 'caught',
    seconds: 1,
  },
  {
    rule: 'catches a failed evaluation',
    definition: machine({
      A: task({
        Arguments: '{% $nothing %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed' },
    }),
    output: 'caught',
    events: [
      'ExecutionStarted',
      'TaskStateEntered',
      'EvaluationFailed',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ],
  },
  {
    rule: 'catches a result that is too large by its name only',
    definition: caught(['States.DataLimitExceeded'], { Output: 'large' }),
    answers: ['x'.repeat(300_000)],
    output: ['large', 'none'],
  },
  {
    rule: 'does not catch a result that is too large by States.ALL',
    definition: caught(['States.ALL']),
    answers: ['x'.repeat(300_000)],
    error: 'States.DataLimitExceeded',
  },
  {
    rule: 'fails with the failure of the catcher when its own expressions fail',
    definition: caught(['E'], { Output: '{% $nothing %}' }),
    answers: [fails('E')],
    error: 'States.QueryEvaluationError',
    cause: "specified for the field 'Catch[0]/Output' returned nothing",
  },
  {
    rule: 'covers a heartbeat that was missed by States.Timeout and by States.HeartbeatTimeout, not by States.TaskFailed',
    definition: machine({
      A: task({
        HeartbeatSeconds: 2,
        Retry: [
          { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 100 },
          { ErrorEquals: ['States.HeartbeatTimeout'], IntervalSeconds: 1, MaxAttempts: 1 },
        ],
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed', Output: '{% $states.input.Error %}' },
    }),
    answers: [{ takes: 60 }],
    output: 'States.Timeout',
    seconds: 2 + 1 + 2,
  },
  {
    rule: 'covers a function that is not there by States.ALL and by States.TaskFailed',
    definition: machine({
      A: task({
        Arguments: { FunctionName: 'missing' },
        Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
        End: true,
      }),
      B: { Type: 'Succeed', Output: '{% $states.input.Error %}' },
    }),
    output: 'Lambda.ResourceNotFoundException',
    seconds: 1,
  },
  {
    rule: 'never covers States.Runtime, not even around a branch',
    definition: machine({
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'A', States: { A: task({ Arguments: '{% {} %}', End: true }) } }],
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'B' }],
        End: true,
      },
      B: { Type: 'Succeed' },
    }),
    error: 'States.Runtime',
    seconds: 0,
  },
  {
    rule: 'covers what fails inside of a state by the Catch around it',
    definition: machine({
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'C',
            States: {
              C: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'D' }] },
              D: { Type: 'Succeed' },
            },
          },
        ],
        Catch: [{ ErrorEquals: ['States.NoChoiceMatched'], Output: 'no choice', Next: 'B' }],
        End: true,
      },
      B: { Type: 'Succeed' },
    }),
    output: 'no choice',
  },
  {
    rule: 'uses the first catcher that covers the error, in their order',
    definition: machine({
      A: task({
        Catch: [
          { ErrorEquals: ['F'], Next: 'B', Output: 'first' },
          { ErrorEquals: ['E', 'F'], Next: 'B', Output: 'second' },
          { ErrorEquals: ['States.ALL'], Next: 'B', Output: 'third' },
        ],
        End: true,
      }),
      B: { Type: 'Succeed' },
    }),
    answers: [fails('E')],
    output: 'second',
  },
  {
    rule: 'sees the input of the state, the error and the variables from before in a catcher',
    definition: machine({
      S: { Type: 'Pass', Assign: { seen: 1 }, Output: { a: 1 }, Next: 'A' },
      A: task({
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Assign: { seen: '{% $seen + 1 %}' },
            Output: ['{% $states.input.a %}', '{% $states.errorOutput.Error %}', '{% $seen %}'],
            Next: 'B',
          },
        ],
        End: true,
      }),
      B: { Type: 'Pass', Output: ['{% $states.input %}', '{% $seen %}'], End: true },
    }),
    answers: [fails('E')],
    output: [[1, 'E', 1], 2],
  },
  {
    rule: 'tries a state again when its own expressions fail',
    definition: machine({
      A: task({
        Output: '{% $states.context.State.RetryCount = 0 ? $nothing : "later" %}',
        Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
        End: true,
      }),
    }),
    output: 'later',
    seconds: 1,
  },
  {
    rule: 'waits at most for what the longest delay allows, also with jitter',
    definition: retried({
      ErrorEquals: ['E'],
      IntervalSeconds: 10,
      BackoffRate: 10,
      MaxDelaySeconds: 20,
      MaxAttempts: 2,
      JitterStrategy: 'FULL',
    }),
    answers: [fails('E')],
    error: 'E',
    seconds: 5 + 10,
  },
];
