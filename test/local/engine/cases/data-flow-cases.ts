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
    definition: machine({ A: pass({ Output: '{% $join([1..60000].$string()) %}' }) }),
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
];
