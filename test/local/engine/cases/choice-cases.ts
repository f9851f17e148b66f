import type { LanguageCase } from '../language-case.ts';
import { machine } from '../run-machine.ts';

const end = {
  Type: 'Pass',
  Output: { to: '{% $states.context.State.Name %}', x: '{% $x %}', input: '{% $states.input %}' },
  End: true,
};
const sorted = machine({
  A: {
    Type: 'Choice',
    Choices: [
      { Condition: '{% $states.input.a > 10 %}', Assign: { x: 'large' }, Output: 'rule', Next: 'Large' },
      { Condition: '{% $states.input.a > 5 %}', Assign: { x: 'medium' }, Next: 'Medium' },
    ],
    Default: 'Small',
    Assign: { x: 'default' },
    Output: 'state',
  },
  Large: end,
  Medium: end,
  Small: end,
});
const condition = (expression: string | boolean) =>
  machine({ A: { Type: 'Choice', Choices: [{ Condition: expression, Next: 'B' }] }, B: { Type: 'Succeed' } });

export const CHOICE_CASES: readonly LanguageCase[] = [
  {
    rule: 'follows the first rule that holds, with its own Assign and Output',
    definition: sorted,
    input: { a: 11 },
    output: { to: 'Large', x: 'large', input: 'rule' },
  },
  {
    rule: 'passes the input on where the rule has no Output',
    definition: sorted,
    input: { a: 6 },
    output: { to: 'Medium', x: 'medium', input: { a: 6 } },
  },
  {
    rule: 'uses the Assign and Output of the state for Default',
    definition: sorted,
    input: { a: 1 },
    output: { to: 'Small', x: 'default', input: 'state' },
  },
  { rule: 'takes a plain true', definition: condition(true), input: { a: 1 }, output: { a: 1 } },
  {
    rule: 'fails when nothing matches and there is no Default',
    definition: condition('{% false %}'),
    error: 'States.NoChoiceMatched',
  },
  {
    rule: 'fails when a condition gives anything but true or false',
    definition: condition('{% "yes" %}'),
    error: 'States.QueryEvaluationError',
    cause: `specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'string' for value: "yes"`,
  },
  {
    rule: 'says that nothing leads on when nothing matches',
    definition: condition('{% false %}'),
    cause:
      "An error occurred while executing the state 'A' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
  },
  {
    rule: 'fails when a condition gives nothing',
    definition: condition('{% $states.input.missing %}'),
    error: 'States.QueryEvaluationError',
    cause: "specified for the field 'Choices[0]/Condition' returned nothing (undefined).",
  },
  {
    rule: 'does not look at the rules behind the one that holds',
    definition: machine({
      A: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% true %}', Next: 'B' },
          { Condition: '{% $nothing %}', Next: 'B' },
        ],
      },
      B: { Type: 'Succeed' },
    }),
    output: {},
  },
  {
    rule: 'fails at the place of the rule when its Output gives nothing',
    definition: machine({
      A: { Type: 'Choice', Choices: [{ Condition: true, Output: { a: ['{% $nothing %}'] }, Next: 'B' }] },
      B: { Type: 'Succeed' },
    }),
    error: 'States.QueryEvaluationError',
    cause: "for the field 'Choices[0]/Output/a[0]' returned nothing",
  },
];
