import { expect, test } from 'vitest';
import { validate } from '../../../statemachines/lint/validate.ts';
import { withSteps } from '../support/definitions.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';
import { found } from './found.ts';

test('a circle with a wait or a choice in it is a way to repeat', () => {
  const definition = withSteps(`
- id: send
  do: approvals.send
- when: [{ event: item.modified, steps: [{ goto: send }] }]
  timeout: { after: P1D, steps: [{ stop: failed }] }
`);
  expect(validate(definition, smallCatalogue())).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  [
    'a step behind a goto',
    '- { id: a, do: approvals.send }\n- goto: a\n- do: approvals.send',
    ['error unreachable-step /steps/2', 'error endless-loop /steps/1/goto'],
  ],
  [
    'a circle without a way out',
    '- { id: a, do: approvals.send }\n- set: { x: 1 }\n- goto: a',
    ['error endless-loop /steps/2/goto'],
  ],
  ['a step behind a stop', '- stop: failed\n- do: approvals.send', ['error unreachable-step /steps/1']],
  [
    'a step behind a wait whose ways all end',
    '- when: [{ event: item.deleted, steps: [{ stop: failed }] }]\n- do: approvals.send',
    ['error unreachable-step /steps/1'],
  ],
  [
    'a step behind an if whose ways both end',
    "- if: '{% true %}'\n  then: [{ stop: failed }]\n  else: [{ stop: cancelled }]\n- do: approvals.send",
    ['error unreachable-step /steps/1'],
  ],
])('%s', (_, steps, problems) => {
  expect(found(withSteps(steps))).toEqual(problems);
});
