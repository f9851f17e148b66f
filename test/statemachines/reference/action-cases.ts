import type { Case } from './case.ts';

/** One step after the other: actions, their retries, what they see of each other, and where a run stops. */
export const ACTION_CASES: readonly Case[] = [
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
    name: 'set sees what was set before, and arrays keep their form',
    steps: `
- set: { a: 1, list: [], one: [7] }
- set: { a: '{% $a + 1 %}', b: '{% $a %}' }
- do: test.work
  with: { value: ['{% $a %}', '{% $b %}', '{% $list %}', '{% $one %}'] }`,
    values: [[2, 1, [], [7]]],
  },
  {
    name: 'stop ends the run where it stands',
    steps: '- { do: test.work, with: { value: 1 } }\n- { stop: cancelled }',
    outcome: 'cancelled',
    values: [1],
  },
];
