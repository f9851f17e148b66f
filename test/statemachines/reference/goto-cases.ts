import type { Case } from './case.ts';

/** Going back, outside of branches and in them. */
export const GOTO_CASES: readonly Case[] = [
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
];
