import { describe, expect, it } from 'vitest';
import type { ApproverQuestion } from '../../../shared/domain/approval/approver-question.ts';
import { ask, GROUPS, inShort } from './matrix-company.ts';

const person = { approverType: 'salespersonPurchaser' } as const;
const group = { approverType: 'workflowUserGroup' } as const;
const separated = { requesterMayApprove: false } as const;
const LIMIT_TYPES = ['approverChain', 'directApprover', 'firstQualifiedApprover', 'specificApprover'] as const;
const TYPES = ['approver', 'salespersonPurchaser', 'workflowUserGroup'] as const;

/** What is wrong, the question, and the words that the refusal must hold: the user, and the field to fill in. */
type Row = readonly [string, Partial<ApproverQuestion>, ...string[]];

const ROWS: readonly Row[] = [
  [
    'nobody is above a requester who is asked for directly',
    { requesterId: 'LONER', limitType: 'directApprover' },
    'LONER',
    '"approverId"',
  ],
  ['the chain ends too low at the requester', { requesterId: 'LONER' }, 'LONER', '"approverId"', 'limit'],
  [
    'the chain ends too low further up',
    {
      requesterId: 'U1',
      limitKind: 'purchase',
      users: [
        { company: 'c', userId: 'U1', approverId: 'TOP' },
        { company: 'c', userId: 'TOP', purchaseLimit: 5 },
      ],
    },
    'ends at TOP',
    '"approverId"',
  ],
  ['an administrator has no authority by that', { requesterId: 'ADMIN' }, 'ADMIN', '"approverId"'],
  ['the chain runs in a circle', { requesterId: 'RING1' }, 'RING1 > RING2 > RING3 > RING1', '"approverId"'],
  [
    'the circle is entered behind the requester',
    { requesterId: 'RING3', limitType: 'firstQualifiedApprover' },
    'RING3 > RING1 > RING2 > RING3',
  ],
  ['an approver has no row', { requesterId: 'ORPHAN' }, 'The approver of ORPHAN', 'GONE', 'approval user setup'],
  ['the direct approver has no row', { requesterId: 'ORPHAN', limitType: 'directApprover' }, 'ORPHAN', 'GONE'],
  [
    'the first qualified one has no row',
    { requesterId: 'ORPHAN', limitType: 'firstQualifiedApprover' },
    'ORPHAN',
    'GONE',
  ],
  ['the specific approver is not named', { limitType: 'specificApprover' }, '"specificApproverId"'],
  [
    'the specific approver has no row',
    { limitType: 'specificApprover', specificApproverId: 'X' },
    'X',
    'approval user setup',
  ],
  ['the record has no salesperson code', person, '"salespersonCode"', '"purchaserCode"'],
  ['the salesperson code is empty', { ...person, salespersonCode: '' }, '"salespersonCode"'],
  ['nobody has the salesperson code', { ...person, salespersonCode: 'S7' }, 'S7', '"salespersonCode"'],
  [
    'the salesperson chain ends too low',
    {
      ...person,
      salespersonCode: 'S',
      users: [
        { company: 'c', userId: 'U1' },
        { company: 'c', userId: 'LOW', salespersonCode: 'S' },
      ],
    },
    'ends at LOW',
    '"approverId"',
  ],
  [
    'salesperson and specific approver, the latter without row',
    { ...person, salespersonCode: 'S1', limitType: 'specificApprover', specificApproverId: 'X' },
    'X',
    'approval user setup',
  ],
  [
    'salesperson and specific approver, the latter not named',
    { ...person, salespersonCode: 'S1', limitType: 'specificApprover' },
    '"specificApproverId"',
  ],
  ['no group is named', group, '"userGroup"'],
  ['the group is not there', { ...group, groupCode: 'GONE' }, 'GONE', '"userGroup"'],
  ['the group has no members', { ...group, groupCode: 'EMPTY', group: GROUPS.EMPTY }, 'EMPTY', '"members"'],
  [
    'a member of the group has no row',
    { ...group, groupCode: 'STRANGERS', group: GROUPS.STRANGERS },
    'STRANGERS',
    'WHO',
    'approval user setup',
  ],
  [
    'the requester is the only member and may not approve',
    { ...separated, ...group, groupCode: 'ONLYU1', group: GROUPS.ONLYU1 },
    'U1',
    'ONLYU1',
    '"members"',
  ],
  [
    'the requester is the last of the chain and may not approve',
    { ...separated, requesterId: 'U3' },
    'U3',
    '"approverId"',
  ],
  [
    'the requester is the administrator and may not approve',
    { ...separated, requesterId: 'ADMIN', limitType: 'directApprover' },
    'ADMIN',
    '"approverId"',
  ],
  [
    'the requester is the own approver and may not approve',
    { ...separated, requesterId: 'OWN', limitType: 'directApprover' },
    'OWN',
    '"approverId"',
  ],
  [
    'the requester is the specific approver and may not approve',
    { ...separated, limitType: 'specificApprover', specificApproverId: 'U1' },
    'U1',
    '"approverId"',
  ],
  [
    'the requester is the top salesperson and may not approve',
    { ...separated, ...person, salespersonCode: 'S3', requesterId: 'U3', limitType: 'directApprover' },
    'U3',
    '"approverId"',
  ],
];

describe('refuses, with user and field', () => {
  it.each(ROWS.map(([title, question, ...words]) => ({ title, question, words })))(
    'when $title',
    ({ question, words }) => {
      const answer = ask(question);

      expect(answer.kind).toBe('refused');
      for (const word of words) expect(inShort(answer)).toContain(word);
    },
  );

  for (const approverType of TYPES) {
    it.each(LIMIT_TYPES)(`when the requester has no row (${approverType}, %s)`, (limitType) => {
      const question = { specificApproverId: 'U2', salespersonCode: 'S1', groupCode: 'LEVELS', group: GROUPS.LEVELS };
      const answer = ask({ ...question, approverType, limitType, requesterId: 'NOBODY' });

      expect(answer.kind).toBe('refused');
      expect(inShort(answer)).toBe('The requester NOBODY is not in the approval user setup. Add NOBODY there.');
    });
  }
});
