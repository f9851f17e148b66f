import { expect, test } from 'vitest';
import { withSteps } from '../support/definitions.ts';
import { found } from './found.ts';

test.each<[string, string, readonly string[]]>([
  [
    'an id twice',
    '- { id: a, do: approvals.send }\n- { id: a, do: approvals.send }',
    ['error duplicate-name /steps/1/id'],
  ],
  ['a bad id', '- { id: First-one, do: approvals.send }', ['error bad-name /steps/0/id']],
  ['an id of a run variable', '- { id: event, do: approvals.send }', ['error reserved-name /steps/0/id']],
  ['an id of the machine', '- { id: visit, do: approvals.send }', ['error reserved-name /steps/0/id']],
  ['an id of a function', '- { id: sum, do: approvals.send }', ['error reserved-name /steps/0/id']],
  [
    'a variable with the name of a step',
    '- { id: a, do: approvals.send }\n- set: { a: 1 }',
    ['error duplicate-name /steps/1/set/a'],
  ],
  ['a variable with a reserved name', '- set: { states: 1 }', ['error reserved-name /steps/0/set/states']],
  ['a goto to nowhere', '- goto: nowhere', ['error goto-without-target /steps/0/goto']],
  [
    'a goto to a step that is no target',
    '- { id: a, set: { x: 1 } }\n- goto: a',
    ['error goto-without-target /steps/1/goto'],
  ],
])('%s', (_, steps, problems) => {
  expect(found(withSteps(steps))).toEqual(problems);
});
