import type { Case } from './case.ts';

/** The ways of `if` and `switch`. */
export const CHOICE_CASES: readonly Case[] = [
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
];
