import { expect, test } from 'vitest';
import { validate } from '../../../statemachines/lint/validate.ts';
import { withSteps } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { found } from './found.ts';

test.each<[string, string, readonly string[]]>([
  ['an unknown variable', "- set: { a: '{% $evnt.id %}' }", ['error unknown-variable /steps/0/set/a']],
  ['an unknown function', "- set: { a: '{% $summ([1]) %}' }", ['error unknown-variable /steps/0/set/a']],
  ['$states', "- set: { a: ['{% $states.context.Task.Token %}'] }", ['error states-refused /steps/0/set/a/0']],
  [
    '$states behind a local name',
    "- set: { a: '{% ($x := $states; $x.context) %}' }",
    ['error states-refused /steps/0/set/a'],
  ],
  ['$eval', '- set: { a: \'{% $eval("1") %}\' }', ['error eval-refused /steps/0/set/a']],
  ['bad JSONata', "- set: { a: '{% 1 + %}' }", ['error expression-syntax /steps/0/set/a']],
  ['an expression that is not closed', "- set: { a: '{% 1' }", ['error expression-not-closed /steps/0/set/a']],
  ['an expression with blanks around', "- set: { a: ' {% 1 %}' }", ['error expression-not-closed /steps/0/set/a']],
  ['an expression inside a text', "- set: { a: 'No {% $record.id %}' }", ['warning expression-in-text /steps/0/set/a']],
  [
    'an if without expression',
    '- if: amount > 1\n  then: [{ stop: failed }]',
    ['error expression-expected /steps/0/if'],
  ],
  [
    'a form with an expression that is none',
    "- task: { title: x, to: anna, form: { type: object, title: '{% ( %}' } }",
    ['error expression-syntax /steps/0/task/form/title'],
  ],
])('%s', (_, steps, problems) => {
  expect(found(withSteps(steps))).toEqual(problems);
});

test('the place of a syntax error is counted in the text as written', () => {
  const [problem] = validate(withSteps("- set: { a: '{%   $x ++ 1 %}' }"), smallCatalogue());
  expect(problem?.message).toMatch(/^Character 1[01]: /);
});
