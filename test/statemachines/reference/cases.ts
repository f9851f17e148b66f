import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { Deed } from './story.ts';

/** A definition, what happens to it, and what must come of it where that is not plain. */
export interface Case {
  readonly name: string;
  readonly steps: string;
  readonly fields?: JsonObject;
  readonly later?: readonly (readonly [string, JsonObject])[];
  readonly outcome?: Deed['outcome'];
  /** The option `value` of each call, in order. */
  readonly values?: readonly unknown[];
}

/** Hand-written cases, at least one for each kind of step and for each way of nesting that was hard to get right. */
export const CASES: readonly Case[] = [
  {
    name: 'actions one after the other, each seeing the result of the one before',
    steps: "- { id: a, do: test.work, with: { value: 1 } }\n- { do: test.work, with: { value: '{% $a.value + 1 %}' } }",
    values: [1, 2],
  },
  {
    name: 'an action that fails ends the run',
    steps: '- { do: test.work, with: { fail: true } }\n- { do: test.work, with: { value: 2 } }',
    outcome: 'failed',
  },
  {
    name: 'an action that says twice that it failed is tried again as often as it says',
    steps: '- { do: test.work, with: { fail: 2, value: 1 }, retry: { attempts: 2, every: PT1M } }',
    outcome: 'succeeded',
    values: [1, 1, 1],
  },
  {
    name: 'an action that fails more often than it is tried again fails',
    steps: '- { do: test.work, with: { fail: 3 }, retry: { attempts: 2 } }',
    outcome: 'failed',
  },
  {
    name: 'an expression that gives nothing ends the run',
    steps: "- { do: test.work, with: { value: '{% $record.fields.nothing %}' } }",
    outcome: 'failed',
    values: [],
  },
  {
    name: 'if chooses and both ways come together',
    steps: `
- if: '{% $record.fields.amount > 3 %}'
  then: [{ do: test.work, with: { value: big } }]
  else: [{ do: test.work, with: { value: small } }]
- if: '{% $record.fields.amount > 30 %}'
  then: [{ do: test.work, with: { value: huge } }]
- do: test.work
  with: { value: end }`,
    values: ['big', 'end'],
  },
  {
    name: 'if needs true or false',
    steps: "- if: '{% $record.fields.name %}'\n  then: [{ do: test.work }]",
    outcome: 'failed',
  },
  {
    name: 'switch takes the first case that fits',
    steps: `
- switch: '{% $record.fields.name %}'
  cases:
    - { is: Car, steps: [{ do: test.work, with: { value: car } }] }
    - { is: [Boat, Bike], steps: [{ do: test.work, with: { value: bike } }] }
    - { is: Bike, steps: [{ do: test.work, with: { value: never } }] }
  else: [{ do: test.work, with: { value: other } }]`,
    values: ['bike'],
  },
  {
    name: 'switch on a field that is missing takes the other way',
    steps: `
- switch: '{% $record.fields.nothing %}'
  cases: [{ is: [null, '', 0], steps: [{ do: test.work, with: { value: empty } }] }]
  else: [{ do: test.work, with: { value: other } }]`,
    values: ['other'],
  },
  {
    name: 'switch by numbers and truth values',
    steps: `
- switch: '{% $record.fields.amount %}'
  cases: [{ is: '5', steps: [{ stop: failed }] }, { is: 5, steps: [{ do: test.work, with: { value: five } }] }]
- switch: '{% $record.fields.amount > 3 %}'
  cases: [{ is: false, steps: [{ stop: failed }] }, { is: true, steps: [{ do: test.work, with: { value: more } }] }]`,
    values: ['five', 'more'],
  },
  {
    name: 'set sees what was set before, and arrays keep their form',
    steps: `
- set: { a: 1, list: [], one: [7] }
- set: { a: '{% $a + 1 %}', b: '{% $a %}' }
- do: test.work
  with: { value: ['{% $a %}', '{% $b %}', '{% $list %}', '{% $one %}'] }`,
    values: [[2, 1, [], [7]]],
  },
  {
    name: 'forEach does the steps for each item, in order, and collects the results',
    steps: `
- id: doubled
  forEach: '{% $inputs.list %}'
  as: one
  steps: [{ id: work, do: test.work, with: { value: '{% $one %}' } }]
  result: '{% $work.value * 2 %}'
- do: test.work
  with: { value: '{% $doubled %}' }`,
    values: [1, 2, 3, [2, 4, 6]],
  },
  {
    name: 'forEach over nothing and over a single value',
    steps: `
- { id: none, forEach: '{% $record.fields.nothing %}', steps: [{ do: test.work }], result: 1 }
- { id: one, forEach: '{% $record.fields.name %}', steps: [{ do: test.work, with: { value: '{% $item %}' } }], result: '{% $item %}' }
- do: test.work
  with: { value: { none: '{% $none %}', one: '{% $one %}' } }`,
    values: ['Bike', { none: [], one: ['Bike'] }],
  },
  {
    name: 'forEach over a list that is written out, with expressions in it',
    steps: `
- forEach: [a, '{% $record.fields.name %}', { deep: '{% $record.fields.amount %}' }, [1, 2]]
  steps: [{ do: test.work, with: { value: '{% $item %}' } }]`,
    values: ['a', 'Bike', { deep: 5 }, [1, 2]],
  },
  {
    name: 'forEach inside forEach, each with visits of its own',
    steps: `
- forEach: [1, 2]
  as: outer
  steps:
    - forEach: [3, 4]
      as: inner
      steps: [{ id: same, do: test.work, with: { value: '{% $outer * 10 + $inner %}' } }]
    - { id: after, do: test.work, with: { value: '{% $outer %}' } }`,
    values: [13, 14, 1, 23, 24, 2],
  },
  {
    name: 'what is set in a branch stays there',
    steps: `
- set: { total: 1 }
- forEach: [1, 2]
  steps:
    - set: { own: '{% $exists($own) ? "kept" : $total + $item %}' }
    - { do: test.work, with: { value: '{% $own %}' } }`,
    values: [2, 3],
  },
  {
    name: 'parallel branches all run, and their results are collected in order',
    steps: `
- id: both
  parallel:
    - steps: [{ id: left, do: test.work, with: { value: left } }]
      result: '{% $left.value %}'
    - steps: [{ do: test.work, with: { value: right } }, { set: { x: 1 } }]
      result: '{% $x %}'
    - steps: [{ do: test.work, with: { value: third } }]
- do: test.work
  with: { value: '{% $both %}' }`,
    values: ['left', 'right', 'third', ['left', 1, {}]],
  },
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
  {
    name: 'when takes the first event that holds; one that does not hold is gone, one of another kind is kept',
    steps: `
- id: first
  when:
    - { event: item.modified, where: { record: { amount: '>10' } }, steps: [{ do: test.work, with: { value: '{% $record.fields.amount %}' } }] }
    - { event: item.modified, where: { record: { amount: '>5' } }, steps: [{ stop: failed }] }
- when:
    - { event: item.deleted, steps: [{ do: test.work, with: { value: '{% $event.id %}' } }] }
    - { event: item.modified, steps: [{ stop: failed }] }`,
    later: [
      ['item.modified', { amount: 1 }],
      ['item.deleted', { amount: 2 }],
      ['item.modified', { amount: 11 }],
    ],
    outcome: 'succeeded',
    values: [11, 'e2'],
  },
  {
    name: 'a wait that nobody ends is caught after a year, and the loop before it is long forgotten',
    steps: `
- try:
    - forEach: [1, 2]
      steps: [{ do: test.work, with: { value: '{% $item %}' } }]
    - when: [{ event: item.deleted, steps: [] }]
  catch: [{ do: test.work, with: { value: caught } }]`,
    values: [1, 2, 'caught'],
  },
  {
    name: 'a goto to a wait arms it anew',
    steps: `
- id: again
  when:
    - { event: item.modified, steps: [{ id: work, do: test.work, with: { value: '{% $record.fields.amount %}' } }, { goto: again }] }
    - { event: item.deleted, steps: [] }
- { do: test.work, with: { value: end } }`,
    later: [
      ['item.modified', { amount: 1 }],
      ['item.modified', { amount: 2 }],
      ['item.deleted', {}],
    ],
    values: [1, 2, 'end'],
  },
  {
    name: 'a goto in a branch goes round with all that is known there, and gives the result of its last round',
    steps: `
- set: { base: 100 }
- id: all
  forEach: '{% $inputs.list %}'
  as: one
  steps:
    - set: { n: 0 }
    - { id: again, do: test.work, with: { value: '{% $base + $one * 10 + $n %}' } }
    - set: { n: '{% $n + 1 %}' }
    - { if: '{% $n < 3 %}', then: [{ goto: again }] }
  result: '{% [$again.value] %}'
- { do: test.work, with: { value: '{% $all %}' } }`,
    values: [110, 111, 112, 120, 121, 122, 130, 131, 132, [[112], [122], [132]]],
  },
  {
    name: 'a goto in a branch inside a branch goes round',
    steps: `
- forEach: [1, 2]
  as: outer
  steps:
    - set: { m: 0 }
    - id: before
      do: test.work
      with: { value: '{% $outer %}' }
    - forEach: [1]
      as: inner
      steps:
        - set: { n: 0 }
        - { id: again, do: test.work, with: { value: '{% [$outer, $m, $n] %}' } }
        - set: { n: '{% $n + 1 %}' }
        - { if: '{% $n < 2 %}', then: [{ goto: again }] }
    - set: { m: '{% $m + 1 %}' }
    - { if: '{% $m < 2 %}', then: [{ goto: before }] }`,
    values: [1, [1, 0, 0], [1, 0, 1], 1, [1, 1, 0], [1, 1, 1], 2, [2, 0, 0], [2, 0, 1], 2, [2, 1, 0], [2, 1, 1]],
  },
  {
    name: 'a goto in a branch to a wait arms it anew, and its events stay in the branch',
    steps: `
- id: both
  parallel:
    - steps:
        - id: again
          when:
            - { event: item.modified, steps: [{ do: test.work, with: { value: '{% [$event.id, $record.fields.amount] %}' } }, { goto: again }] }
            - { event: item.deleted, steps: [] }
      result: '{% $event.id %}'
- { do: test.work, with: { value: ['{% $both %}', '{% $event.id %}', '{% $record.fields.amount %}'] } }`,
    later: [
      ['item.modified', { amount: 1 }],
      ['item.modified', { amount: 2 }],
      ['item.modified', { amount: 3 }],
      ['item.deleted', {}],
    ],
    values: [
      ['e1', 1],
      ['e2', 2],
      ['e3', 3],
      [['e4'], 'e0', 5],
    ],
  },
  {
    name: 'what fails in a later round of a branch is caught around it, and a stop there ends the run',
    steps: `
- id: t
  try:
    - forEach: [1, 2]
      as: one
      steps:
        - set: { n: 0 }
        - { id: again, do: test.work, with: { value: '{% $n %}', fail: '{% $n = 2 %}' } }
        - set: { n: '{% $n + 1 %}' }
        - { if: '{% $n < 5 %}', then: [{ goto: again }] }
  catch: [{ do: test.work, with: { value: '{% $t.error %}' } }]
- parallel:
    - steps:
        - set: { m: 0 }
        - { id: once, do: test.work, with: { value: '{% $m %}' } }
        - set: { m: '{% $m + 1 %}' }
        - { if: '{% $m = 3 %}', then: [{ stop: cancelled }], else: [{ goto: once }] }`,
    outcome: 'cancelled',
    values: [0, 1, 2, 'ActionFailed', 0, 1, 2],
  },
  {
    name: 'what fails in a later round of a branch fails the run by its name',
    steps: `
- forEach: [1]
  steps:
    - set: { n: 0 }
    - { id: again, do: test.work, with: { value: '{% $n %}', fail: '{% $n = 3 %}' } }
    - set: { n: '{% $n + 1 %}' }
    - { if: '{% $n < 5 %}', then: [{ goto: again }] }`,
    outcome: 'failed',
    values: [0, 1, 2, 3],
  },
  {
    name: 'a wait whose time is up goes its own way',
    steps: `
- { id: w, when: [{ event: item.deleted, steps: [{ stop: failed }] }], timeout: { after: P3D, steps: [{ do: test.work, with: { value: '{% $w.branch %}' } }] } }
- { do: test.work, with: { value: end } }`,
    values: ['timeout', 'end'],
  },
  {
    name: 'waits in a forEach change the event of their branch only',
    steps: `
- forEach: [1, 2]
  steps:
    - { id: w, when: [{ event: item.modified, steps: [] }] }
    - { id: in, do: test.work, with: { value: ['{% $record.fields.amount %}', '{% $event.id %}', '{% $item %}'] } }
- { do: test.work, with: { value: '{% $record.fields.amount %}' } }`,
    later: [
      ['item.modified', { amount: 10 }],
      ['item.modified', { amount: 20 }],
    ],
    values: [[10, 'e1', 1], [20, 'e2', 2], 5],
  },
  {
    name: 'a goto into a try is under its guard again',
    steps: `
- set: { turn: 0 }
- id: t
  try:
    - { id: here, do: test.work, with: { value: '{% $turn %}' } }
    - { do: test.work, with: { fail: '{% $turn = 1 %}', value: x } }
  catch: [{ do: test.work, with: { value: caught } }, { stop: succeeded }]
- set: { turn: '{% $turn + 1 %}' }
- if: '{% $turn < 3 %}'
  then: [{ goto: here }]`,
    outcome: 'succeeded',
    values: [0, 'x', 1, 'x', 'caught'],
  },
  {
    name: 'stop ends the run where it stands',
    steps: '- { do: test.work, with: { value: 1 } }\n- { stop: cancelled }',
    outcome: 'cancelled',
    values: [1],
  },
  {
    name: 'time passes: for a duration, for seconds, until a date, until an instant, until what is past',
    steps: `
- wait: { for: P1D }
- wait: { for: '{% $record.fields.amount * 60 %}' }
- wait: { for: '{% -5 %}' }
- wait: { until: '{% $record.fields.due %}' }
- wait: { until: '2026-03-10T12:00:00Z' }
- wait: { until: '{% "2020-01-01T00:00:00Z" %}' }
- { do: test.work, with: { value: end } }`,
    fields: { due: '2026-03-09' },
    values: ['end'],
  },
];
