import type { Case } from './case.ts';

/** What fails or stops, in branches and in tries, and commands that are refused. */
export const FAILURE_CASES: readonly Case[] = [
  {
    name: 'a branch that fails ends the run',
    steps: '- parallel: [{ steps: [{ do: test.work, with: { fail: true } }] }]\n- do: test.work',
    outcome: 'failed',
  },
  {
    name: 'a stop in a branch ends the run with its outcome',
    steps: '- forEach: [1, 2]\n  steps: [{ do: test.work, with: { value: 1 } }, { stop: succeeded }]\n- do: test.work',
    outcome: 'succeeded',
    values: [1],
  },
  {
    name: 'a stop deep in branches ends the run past every try',
    steps: `
- try:
    - forEach: [1]
      as: a
      steps:
        - try: [{ parallel: [{ steps: [{ stop: cancelled }] }] }]
          catch: [{ do: test.work, with: { value: wrong } }]
  catch: [{ do: test.work, with: { value: wrong } }]
- do: test.work`,
    outcome: 'cancelled',
    values: [],
  },
  {
    name: 'a successful stop deep in branches',
    steps: `
- try:
    - forEach: [1]
      as: a
      steps: [{ try: [{ forEach: [2], steps: [{ stop: succeeded }] }], catch: [{ do: test.work }] }]
  catch: [{ do: test.work }]
- do: test.work`,
    outcome: 'succeeded',
    values: [],
  },
  {
    name: 'try goes on elsewhere when an action fails, and says why',
    steps: `
- id: attempt
  try: [{ do: test.work, with: { value: 1 } }, { do: test.work, with: { fail: true, value: 2 } }, { do: test.work, with: { value: 3 } }]
  catch: [{ do: test.work, with: { value: '{% $attempt.error %}' } }]
- do: test.work
  with: { value: end }`,
    outcome: 'succeeded',
    values: [1, 2, 'ActionFailed', 'end'],
  },
  {
    name: 'try catches expressions that fail, wherever they stand',
    steps: `
- { id: t1, try: [{ set: { a: '{% $record.fields.nothing %}' } }, { stop: failed }], catch: [{ do: test.work, with: { value: '{% $t1.error %}' } }] }
- { id: t2, try: [{ if: '{% $record.fields.name %}', then: [{ stop: failed }], else: [{ stop: failed }] }], catch: [{ do: test.work, with: { value: 2 } }] }
- { id: t3, try: [{ switch: '{% $number($record.fields.name) %}', cases: [{ is: 1, steps: [{ stop: failed }] }] }, { stop: failed }], catch: [{ do: test.work, with: { value: 3 } }] }
- { id: t4, try: [{ wait: { for: '{% $number($record.fields.name) %}' } }, { stop: failed }], catch: [{ do: test.work, with: { value: 4 } }] }
- { id: t5, try: [{ forEach: '{% $number($record.fields.name) %}', steps: [{ stop: failed }] }], catch: [{ do: test.work, with: { value: 5 } }] }
- { id: t6, try: [{ do: test.work, with: { value: '{% $record.fields.nothing %}' } }], catch: [{ do: test.work, with: { value: 6 } }] }`,
    outcome: 'succeeded',
    values: ['States.QueryEvaluationError', 2, 3, 4, 5, 6],
  },
  {
    name: 'what works inside a try works as outside of it',
    steps: `
- try:
    - set: { a: 1, list: [], one: [1], nothing: null }
    - if: '{% $a = 1 %}'
      then: [{ do: test.work, with: { value: yes } }]
    - switch: '{% $a %}'
      cases: [{ is: 2, steps: [{ stop: failed }] }, { is: 1, steps: [{ do: test.work, with: { value: one } }] }]
    - wait: { for: PT1H }
    - wait: { until: '2026-12-01' }
    - do: test.work
      with: { value: ['{% $list %}', '{% $one %}', '{% $nothing %}'] }
  catch: [{ stop: failed }]`,
    outcome: 'succeeded',
    values: ['yes', 'one', [[], [1], null]],
  },
  {
    name: 'a failure in a branch is caught around it; the next try counts on',
    steps: `
- try: [{ forEach: [1, 2], steps: [{ id: x, do: test.work, with: { value: '{% $item %}', fail: '{% $item = 2 %}' } }] }]
  catch: [{ forEach: [3], steps: [{ id: y, do: test.work, with: { value: '{% $item %}' } }] }]
- { id: z, do: test.work, with: { value: 4 } }`,
    values: [1, 2, 3, 4],
  },
  {
    name: 'a failure in a loop inside a loop is caught around both',
    steps: `
- try:
    - forEach: '{% $inputs.list %}'
      as: outer
      steps: [{ forEach: '{% $inputs.list %}', as: inner, steps: [{ do: test.work, with: { value: '{% $record.fields.nothing %}' } }] }]
  catch: [{ do: test.work, with: { value: caught } }]`,
    outcome: 'succeeded',
    values: ['caught'],
  },
  {
    name: 'a command that is refused stands still until it is sent again; one that is accepted brings another record',
    steps: `
- { id: first, do: test.command, with: { refused: 2, silent: 1, value: 1 }, timeout: PT2H }
- { id: second, do: test.command, with: { value: '{% $first.value %}', later: 7 } }
- { do: test.work, with: { value: ['{% $second.branch %}', '{% $record.fields.amount %}', '{% $event.id %}'] } }`,
    outcome: 'succeeded',
    values: [1, 1, 1, 1, 1, ['completed', 7, 'e0']],
  },
  {
    name: 'in a try no command stands still, not in branches either',
    steps: `
- id: t
  try: [{ do: test.command, with: { refused: 1 } }]
  catch: [{ do: test.work, with: { value: '{% $t.error %}' } }]
- id: u
  try:
    - forEach: '{% $inputs.list %}'
      steps: [{ do: test.work, with: { value: '{% $item %}' } }, { do: test.command, with: { silent: 1, value: '{% $item %}' } }]
  catch: [{ do: test.work, with: { value: '{% $u.error %}' } }]`,
    outcome: 'succeeded',
    values: [undefined, 'CommandRefused', 1, 1, 'States.Timeout'],
  },
  {
    name: 'who goes back to a command that was refused sends another one',
    steps: `
- set: { turn: 0 }
- try: [{ id: again, do: test.command, with: { refused: 1, value: '{% $turn %}' } }]
  catch: [{ set: { turn: '{% $turn + 1 %}' } }, { if: '{% $turn < 3 %}', then: [{ goto: again }] }]`,
    outcome: 'succeeded',
    values: [0, 1, 2],
  },
  {
    name: 'a try that takes too long counts as one that failed',
    steps: `
- { do: test.work, with: { slow: 1, fail: 1, value: 1 }, retry: { attempts: 2 }, timeout: PT1M }
- id: t
  try: [{ do: test.work, with: { slow: 1, value: 2 }, timeout: PT1M }]
  catch: [{ do: test.work, with: { value: '{% $t.error %}' } }]`,
    outcome: 'succeeded',
    values: [1, 1, 1, 2, 'States.Timeout'],
  },
  {
    name: 'what was done before a failure is known where it is caught',
    steps: `
- try: [{ id: first, do: test.work, with: { value: 1 } }, { do: test.work, with: { value: 2, fail: true } }]
  catch: [{ do: test.work, with: { value: '{% $first.value %}' } }]`,
    outcome: 'succeeded',
    values: [1, 2, 1],
  },
  {
    name: 'a failure in a catch goes to the try around it',
    steps: `
- try:
    - try: [{ do: test.work, with: { fail: true } }]
      catch: [{ do: test.work, with: { fail: true, value: inner } }]
  catch: [{ do: test.work, with: { value: outer } }]`,
    outcome: 'succeeded',
  },
];
