import type { LanguageCase } from '../language-case.ts';
import { machine, task } from '../run-machine.ts';

const branch = (states: Readonly<Record<string, object>>) => ({ StartAt: Object.keys(states)[0], States: states });
const parallel = (branches: object[], rest: object = {}) => ({
  Type: 'Parallel',
  Branches: branches,
  End: true,
  ...rest,
});
const fail = (name: string, error = 'E') => branch({ [name]: { Type: 'Fail', Error: error, Cause: 'c' } });
const wait = (name: string, seconds: number) => branch({ [name]: { Type: 'Wait', Seconds: seconds, End: true } });

export const PARALLEL_CASES: readonly LanguageCase[] = [
  {
    rule: 'gives the outputs of the branches in their order, whichever ends first',
    definition: machine({
      P: parallel([
        branch({ Slow: { Type: 'Wait', Seconds: 10, Output: 1, End: true } }),
        branch({ Fast: { Type: 'Pass', Output: 2, End: true } }),
      ]),
    }),
    output: [1, 2],
    seconds: 10,
  },
  {
    rule: 'gives every branch the arguments, else the input',
    definition: machine({
      P: parallel(
        [
          branch({ A: { Type: 'Pass', End: true } }),
          branch({ B: { Type: 'Succeed', Output: '{% $states.input.x %}' } }),
        ],
        {
          Arguments: { x: '{% $states.input.a + 1 %}' },
        },
      ),
    }),
    input: { a: 1 },
    output: [{ x: 2 }, 2],
  },
  {
    rule: 'lets branches read outer variables and keep their own to themselves',
    definition: machine({
      S: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'P' },
      P: parallel(
        [
          branch({
            A: { Type: 'Pass', Assign: { inner: '{% $outer & "1" %}' }, Next: 'A2' },
            A2: { Type: 'Pass', Output: '{% $inner %}', End: true },
          }),
          branch({ B: { Type: 'Pass', Output: '{% $exists($inner) %}', End: true } }),
        ],
        { End: undefined, Assign: { result: '{% $states.result %}' }, Next: 'E' },
      ),
      E: { Type: 'Pass', Output: ['{% $result %}', '{% $exists($inner) %}'], End: true },
    }),
    output: [['o1', false], false],
  },
  {
    rule: 'fails with the first branch that fails, at once, and stops the others',
    definition: machine({
      P: parallel([
        wait('Long', 1_000),
        branch({ W: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'E', Cause: 'c' } }),
      ]),
    }),
    error: 'E',
    cause: /^c$/,
    seconds: 5,
    events: [
      ...['ExecutionStarted', 'ParallelStateEntered', 'ParallelStateStarted', 'WaitStateEntered', 'WaitStateEntered'],
      ...['WaitStateExited', 'FailStateEntered', 'WaitStateAborted', 'ParallelStateFailed', 'ExecutionFailed'],
    ],
  },
  {
    rule: 'catches what a branch fails with, in the outer scope',
    definition: machine({
      P: parallel([wait('Long', 1_000), fail('F')], {
        End: undefined,
        Next: 'E',
        Catch: [{ ErrorEquals: ['E'], Assign: { x: '{% $states.errorOutput.Cause %}' }, Next: 'E' }],
      }),
      E: { Type: 'Pass', Output: ['{% $x %}', '{% $states.input %}'], End: true },
    }),
    output: ['c', { Error: 'E', Cause: 'c' }],
    seconds: 0,
  },
  {
    rule: 'tries all branches again',
    definition: machine({
      P: parallel(
        [
          branch({ A: task({ Output: '{% $states.result.Payload %}', End: true }) }),
          branch({ B: { Type: 'Pass', Output: 2, End: true } }),
        ],
        {
          Retry: [{ ErrorEquals: ['States.ALL'] }],
        },
      ),
    }),
    answers: [{ fails: ['E', ''] }, 7],
    output: [7, 2],
    seconds: 1,
  },
  {
    rule: 'may stand in a branch of another one',
    definition: machine({
      P: parallel([
        branch({ Q: parallel([branch({ A: { Type: 'Pass', End: true } }), wait('B', 3)]) }),
        branch({ C: { Type: 'Pass', End: true } }),
      ]),
    }),
    input: { a: 1 },
    output: [[{ a: 1 }, { a: 1 }], { a: 1 }],
    seconds: 3,
  },
  {
    rule: 'stops what is inside of its branches, in depth',
    definition: machine({
      P: parallel([
        branch({ Q: parallel([wait('A', 100), wait('B', 100)]) }),
        branch({ W: { Type: 'Wait', Seconds: 1, Next: 'F' }, F: { Type: 'Fail', Error: 'E' } }),
      ]),
    }),
    error: 'E',
    events: [
      ...[
        'ExecutionStarted',
        'ParallelStateEntered',
        'ParallelStateStarted',
        'ParallelStateEntered',
        'ParallelStateStarted',
      ],
      ...['WaitStateEntered', 'WaitStateEntered', 'WaitStateEntered', 'WaitStateExited', 'FailStateEntered'],
      ...['WaitStateAborted', 'WaitStateAborted', 'ParallelStateAborted', 'ParallelStateFailed', 'ExecutionFailed'],
    ],
  },
];
