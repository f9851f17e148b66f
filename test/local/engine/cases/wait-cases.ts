import type { LanguageCase } from '../language-case.ts';
import { machine } from '../run-machine.ts';

const wait = (rest: object) => machine({ A: { Type: 'Wait', ...rest, End: true } });

export const WAIT_CASES: readonly LanguageCase[] = [
  { rule: 'waits for a number of seconds', definition: wait({ Seconds: 100 }), seconds: 100, output: {} },
  {
    rule: 'waits for what an expression gives',
    definition: wait({ Seconds: '{% 2 * 50 %}' }),
    seconds: 100,
    output: {},
  },
  { rule: 'waits until a moment', definition: wait({ Timestamp: '2026-03-02T08:10:00Z' }), seconds: 600, output: {} },
  {
    rule: 'waits until a moment with an offset',
    definition: wait({ Timestamp: '{% "2026-03-02T09:10:00+01:00" %}' }),
    seconds: 600,
    output: {},
  },
  {
    rule: 'goes on at once when the moment is over',
    definition: wait({ Timestamp: '2020-01-01T00:00:00Z' }),
    seconds: 0,
    output: {},
  },
  { rule: 'waits for months', definition: wait({ Seconds: 20_000_000 }), seconds: 20_000_000, output: {} },
  {
    rule: 'ends with the service after a year',
    definition: wait({ Seconds: 99_999_999 }),
    seconds: 31_536_000,
    events: ['ExecutionStarted', 'WaitStateEntered', 'ExecutionTimedOut'],
  },
  {
    rule: 'assigns and outputs when it is left',
    definition: machine({
      A: { Type: 'Wait', Seconds: 1, Assign: { x: 1 }, Output: 2, Next: 'B' },
      B: { Type: 'Pass', Output: ['{% $x %}', '{% $states.input %}'], End: true },
    }),
    output: [1, 2],
  },
  {
    rule: 'fails for a moment that is none',
    definition: wait({ Timestamp: '{% "2026-02-30T00:00:00Z" %}' }),
    error: 'States.QueryEvaluationError',
  },
  {
    rule: 'fails for seconds below zero',
    definition: wait({ Seconds: '{% -1 %}' }),
    error: 'States.QueryEvaluationError',
  },
  {
    rule: 'fails for seconds that are no number',
    definition: wait({ Seconds: '{% "1" %}' }),
    error: 'States.QueryEvaluationError',
    cause: /Expected 'number', but was 'string' for value: "1"$/,
  },
];
