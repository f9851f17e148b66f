import type { Case } from './case.ts';

/** Waits for events and for time. */
export const WAIT_CASES: readonly Case[] = [
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
