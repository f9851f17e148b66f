import { expect, test } from 'vitest';
import { withSteps } from '../support/definitions.ts';
import { found } from './found.ts';

test.each<[string, string, readonly string[]]>([
  [
    'a bad filter',
    "- when: [{ event: item.deleted, where: { record: { no: '(1' } }, steps: [{ stop: failed }] }]",
    ['error filter-syntax /steps/0/when/0/where/record/no'],
  ],
  [
    'a bad filter on lines',
    "- when: [{ event: item.deleted, where: { lines: { any: { no: '|' } } }, steps: [{ stop: failed }] }]",
    ['error filter-syntax /steps/0/when/0/where/lines/any/no'],
  ],
  [
    'an expression as filter',
    "- when: [{ event: item.deleted, where: { record: { no: '{% $inputs.no %}' } }, steps: [{ stop: failed }] }]",
    ['error expression-in-filter /steps/0/when/0/where/record/no'],
  ],
  [
    'a request filter on another event',
    "- when: [{ event: item.deleted, where: { request: { pendingApprovals: '0' } }, steps: [{ stop: failed }] }]",
    ['warning request-not-available /steps/0/when/0/where/request'],
  ],
  [
    'an unknown field of the request',
    "- when: [{ event: approvalRequest.approved, where: { request: { pending: '0' } }, steps: [{ stop: failed }] }]",
    ['error unknown-request-field /steps/0/when/0/where/request/pending'],
  ],
  [
    'a bad amount of change',
    '- when: [{ event: item.modified, where: { change: { field: a, is: changed, by: lots } }, steps: [{ stop: failed }] }]',
    ['error bad-change-amount /steps/0/when/0/where/change/by'],
  ],
  [
    'a run variable in a condition, which is evaluated outside the run',
    "- when: [{ event: item.modified, where: { expression: '{% $inputs.x = 1 %}' }, steps: [{ stop: failed }] }]",
    ['error unknown-variable /steps/0/when/0/where/expression'],
  ],
  [
    'a branch that the one before it always wins',
    '- when: [{ event: item.modified, steps: [{ stop: failed }] }, { event: item.modified, where: { record: { no: A } }, steps: [{ stop: failed }] }]',
    ['warning branch-never-taken /steps/0/when/1'],
  ],
  [
    'two branches with the same conditions',
    '- when: [{ event: item.modified, where: { record: { no: A } }, steps: [{ stop: failed }] }, { event: item.modified, where: { record: { no: B } }, steps: [{ stop: failed }] }, { event: RUNWORKFLOWONITEMCHANGEDCODE, where: { record: { no: A } }, steps: [{ stop: failed }] }]',
    ['warning branch-never-taken /steps/0/when/2'],
  ],
  [
    'the sum of a field with a nearly known name',
    "- when: [{ event: item.modified, where: { lines: { sum: { field: amont, is: '>5' } } }, steps: [{ stop: failed }] }]",
    [],
  ],
])('%s', (_, steps, problems) => {
  expect(found(withSteps(steps))).toEqual(problems);
});
