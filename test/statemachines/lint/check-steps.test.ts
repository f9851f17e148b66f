import { expect, test } from 'vitest';
import { withSteps } from '../support/definitions.ts';
import { found } from './found.ts';

test.each<[string, string, readonly string[]]>([
  ['an unknown action', '- do: approvals.sent', ['error unknown-action /steps/0/do']],
  ['a name of the language underneath', '- do: constructor', ['error unknown-action /steps/0/do']],
  ['an unknown option', '- { do: approvals.send, with: { x: 1 } }', ['error unknown-option /steps/0/with/x']],
  ['a missing option', '- do: records.setStatus', ['error bad-option /steps/0/with/status']],
  ['an empty branch', "- if: '{% true %}'\n  then: []", ['warning empty-steps /steps/0/then']],
  ['a wait for nothing', '- when: []', ['error no-branches /steps/0/when']],
  [
    'a bad duration',
    '- when: [{ event: item.deleted, steps: [{ stop: failed }] }]\n  timeout: { after: 30 days, steps: [{ stop: failed }] }',
    ['error bad-duration /steps/0/timeout/after'],
  ],
  [
    'a duration beyond a year',
    '- when: [{ event: item.deleted, steps: [{ stop: failed }] }]\n  timeout: { after: P366D, steps: [{ stop: failed }] }',
    ['error bad-duration /steps/0/timeout/after'],
  ],
  [
    'revert without apply',
    '- { do: REVERTVALUEFORFIELD, with: { field: x } }',
    ['error revert-without-apply /steps/0'],
  ],
  ['apply without revert', '- { do: records.applyValues }', ['error revert-without-apply /steps/0']],
  [
    'a nearly known field to take back',
    '- { do: REVERTVALUEFORFIELD, with: { field: unitPrise } }\n- do: records.applyValues',
    ['warning unknown-field /steps/0/with/field'],
  ],
  ['an answer that nobody waits for', '- respond: { text: x }', ['warning nobody-to-answer /steps/0']],
])('%s', (_, steps, problems) => {
  expect(found(withSteps(steps))).toEqual(problems);
});
