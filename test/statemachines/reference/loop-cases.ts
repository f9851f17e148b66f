import type { Case } from './case.ts';

/** Steps with branches: `forEach` and `parallel`. */
export const LOOP_CASES: readonly Case[] = [
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
];
