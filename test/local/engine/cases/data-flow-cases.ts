import type { LanguageCase } from '../language-case.ts';
import { machine, task } from '../run-machine.ts';

const pass = (rest: object = {}) => ({ Type: 'Pass', End: true, ...rest });

export const DATA_FLOW_CASES: readonly LanguageCase[] = [
  {
    rule: 'passes the input on where there is no Output',
    definition: machine({ A: pass() }),
    input: { a: 1 },
    output: { a: 1 },
  },
  {
    rule: 'replaces only texts that are wholly an expression',
    definition: machine({ A: pass({ Output: { a: '{% 1 + 1 %}', b: '1 {% 1 %} 1', c: ['{% "x" %}', 2], d: null } }) }),
    output: { a: 2, b: '1 {% 1 %} 1', c: ['x', 2], d: null },
  },
  {
    rule: 'lets a variable be read in later states, not in the one that assigns it',
    definition: machine({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $x + 1 %}', before: '{% $x %}' }, Output: '{% $x %}', Next: 'C' },
      C: pass({ Output: { x: '{% $x %}', before: '{% $before %}', input: '{% $states.input %}' } }),
    }),
    output: { x: 2, before: 1, input: 1 },
  },
  {
    rule: 'shows the input of the execution and the state in the context object',
    definition: machine({
      A: { Type: 'Pass', Output: 7, Next: 'B' },
      B: pass({
        Output: {
          input: '{% $states.context.Execution.Input %}',
          name: '{% $states.context.Execution.Name %}',
          state: '{% $states.context.State.Name %}',
          machine: '{% $states.context.StateMachine.Name %}',
          redriven: '{% $states.context.Execution.RedriveCount %}',
          keys: '{% $keys($states.context.State) %}',
        },
      }),
    }),
    input: { a: 1 },
    output: {
      input: { a: 1 },
      name: 'run',
      state: 'B',
      machine: 'machine',
      redriven: 0,
      keys: ['Name', 'EnteredTime'],
    },
  },
  {
    rule: 'gives a Task its result, and tells it how often it was tried',
    definition: machine({
      A: task({
        Assign: { tries: '{% $states.context.State.RetryCount %}' },
        Output: { of: '{% $states.input.a %}', result: '{% $states.result.Payload %}' },
        Retry: [{ ErrorEquals: ['E'] }],
        Next: 'B',
      }),
      B: pass({ Output: '{% $merge([$states.input, {"tries": $tries}]) %}' }),
    }),
    input: { a: 1 },
    answers: [{ fails: ['E', ''] }, 5],
    output: { of: 1, result: 5, tries: 1 },
  },
  {
    rule: 'ends at Succeed with its Output',
    definition: machine({ A: { Type: 'Succeed', Output: '{% $states.input.a %}' } }),
    input: { a: 1 },
    output: 1,
    events: ['ExecutionStarted', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
  },
  {
    rule: 'ends at Fail with what its expressions say',
    definition: machine({ A: { Type: 'Fail', Error: '{% $states.input.a & "!" %}', Cause: 'because' } }),
    input: { a: 'E' },
    error: 'E!',
    cause: /^because$/,
    events: ['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed'],
  },
  {
    rule: 'refuses an output of more than 256 KiB',
    definition: machine({ A: pass({ Output: '{% $pad("", 262143, "x") %}' }) }),
    error: 'States.DataLimitExceeded',
    cause: "The state/task 'A' returned a result with a size exceeding the maximum number of bytes service limit.",
  },
  {
    rule: 'ends an execution whose history is full',
    definition: machine({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'C' }], Default: 'A' },
      C: { Type: 'Succeed' },
    }),
    error: 'States.Runtime',
    cause: /maximum number of history events \(25000\)/,
  },
  {
    rule: 'ends an execution at the time limit of its machine',
    definition: machine({ A: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 30 }),
    seconds: 30,
    events: ['ExecutionStarted', 'WaitStateEntered', 'ExecutionTimedOut'],
  },
  {
    rule: 'keeps all values of Assign from before it, whichever order they stand in',
    definition: machine({
      A: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Next: 'C' },
      C: pass({ Output: ['{% $a %}', '{% $b %}'] }),
    }),
    output: [2, 1],
  },
  {
    rule: 'shows assigned values in the history as JSON text',
    definition: machine({ A: pass({ Assign: { x: { n: [1] }, y: 'text', z: null } }) }),
    output: {},
    details: {
      PassStateExited: {
        name: 'A',
        output: '{}',
        assignedVariables: { x: '{"n":[1]}', y: '"text"', z: 'null' },
      },
    },
  },
  {
    rule: 'refuses variables of more than 256 KiB in one Assign',
    definition: machine({
      A: pass({ Assign: { x: '{% $pad("", 150000, "x") %}', y: '{% $pad("", 150000, "y") %}' } }),
    }),
    error: 'States.DataLimitExceeded',
    cause: /more than 256 KiB at once/,
  },
  {
    rule: 'refuses variables of more than 10 MiB in all',
    definition: machine({
      A: { Type: 'Pass', Assign: { list: '{% [1..42] %}', all: [] }, Next: 'M' },
      ...Object.fromEntries(
        Array.from({ length: 42 }, (_, index) => [
          index === 0 ? 'M' : `V${index}`,
          {
            Type: 'Pass',
            Assign: { [`v${index}`]: '{% $pad("", 260000, "x") %}' },
            ...(index === 41 ? { End: true } : { Next: `V${index + 1}` }),
          },
        ]),
      ),
    }),
    error: 'States.DataLimitExceeded',
    cause: /beyond 10 MiB in all/,
  },
  {
    rule: 'fails without error and cause where Fail names none',
    definition: machine({ A: { Type: 'Fail' } }),
    status: 'FAILED',
    details: { ExecutionFailed: {} },
  },
  {
    rule: 'fails as an evaluation when the Error of Fail is no text',
    definition: machine({ A: { Type: 'Fail', Error: '{% 1 %}' } }),
    error: 'States.QueryEvaluationError',
    cause:
      "specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 1",
  },
  {
    rule: 'shows the moment of entering a state, and the start of the execution',
    definition: machine({
      W: { Type: 'Wait', Seconds: 5, Next: 'A' },
      A: pass({
        Output: {
          entered: '{% $states.context.State.EnteredTime %}',
          started: '{% $states.context.Execution.StartTime %}',
          now: '{% $now() %}',
          later: '{% $millis() - $toMillis($states.context.Execution.StartTime) %}',
        },
      }),
    }),
    output: {
      entered: '2026-03-02T08:00:05.000Z',
      started: '2026-03-02T08:00:00.000Z',
      now: '2026-03-02T08:00:05.000Z',
      later: 5_000,
    },
  },
];
