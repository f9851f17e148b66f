import { describe, expect, it } from 'vitest';
import type { ApprovalUser } from '../../../shared/domain/approval/approval.ts';
import { type ApproverQuestion, resolveApprovers } from '../../../shared/domain/approval/resolve-approvers.ts';

/** The worked example of the domain file 4.4: U1 limit 500 -> U2 1000 -> U3 unlimited. */
const users: readonly ApprovalUser[] = [
  { company: 'c', userId: 'U1', approverId: 'U2', purchaseLimit: 500, salespersonCode: 'S1' },
  { company: 'c', userId: 'U2', approverId: 'U3', purchaseLimit: 1000, salespersonCode: 'S2' },
  { company: 'c', userId: 'U3', unlimitedPurchase: true, administrator: true },
  { company: 'c', userId: 'LONER', purchaseLimit: 0 },
  { company: 'c', userId: 'RING1', approverId: 'RING2', purchaseLimit: 10 },
  { company: 'c', userId: 'RING2', approverId: 'RING1', purchaseLimit: 20 },
  { company: 'c', userId: 'ORPHAN', approverId: 'GONE', purchaseLimit: 10 },
  { company: 'c', userId: 'SELF', approverId: 'SELF', purchaseLimit: 0 },
];

function ask(change: Partial<ApproverQuestion>) {
  return resolveApprovers({
    approverType: 'approver',
    limitType: 'approverChain',
    requesterId: 'U1',
    limitKind: 'purchase',
    amountLcy: 2000,
    users,
    ...change,
  });
}

describe('who becomes approver', () => {
  it.each([
    ['chain: a requester within the limit is enough', { amountLcy: 400 }, ['U1']],
    ['chain: the limit is inclusive', { amountLcy: 500 }, ['U1']],
    ['chain: one above', { amountLcy: 800 }, ['U1', 'U2']],
    ['chain: up to the first sufficient one', { amountLcy: 2000 }, ['U1', 'U2', 'U3']],
    ['chain: nobody needs a limit for a customer', { limitKind: 'none', amountLcy: 9e9 }, ['U1']],
    ['chain: whoever is his own approver is sufficient', { requesterId: 'SELF' }, ['SELF']],
    ['direct: the next one, whatever the limit', { limitType: 'directApprover' }, ['U2']],
    [
      'direct: an administrator without approver gets it himself',
      { limitType: 'directApprover', requesterId: 'U3' },
      ['U3'],
    ],
    ['first qualified: self and the first sufficient one', { limitType: 'firstQualifiedApprover' }, ['U1', 'U3']],
    ['first qualified: only self when sufficient', { limitType: 'firstQualifiedApprover', amountLcy: 1 }, ['U1']],
    ['specific: only the named one', { limitType: 'specificApprover', specificApproverId: 'U3' }, ['U3']],
    ['salesperson chain', { approverType: 'salespersonPurchaser', salespersonCode: 'S2' }, ['U2', 'U3']],
    [
      'salesperson direct',
      { approverType: 'salespersonPurchaser', salespersonCode: 'S1', limitType: 'directApprover' },
      ['U1'],
    ],
    [
      'salesperson first qualified, sufficient',
      {
        approverType: 'salespersonPurchaser',
        salespersonCode: 'S2',
        limitType: 'firstQualifiedApprover',
        amountLcy: 900,
      },
      ['U2'],
    ],
    [
      'salesperson first qualified, not sufficient',
      { approverType: 'salespersonPurchaser', salespersonCode: 'S1', limitType: 'firstQualifiedApprover' },
      ['U3'],
    ],
    [
      'salesperson and the specific one',
      {
        approverType: 'salespersonPurchaser',
        salespersonCode: 'S1',
        limitType: 'specificApprover',
        specificApproverId: 'U3',
      },
      ['U1', 'U3'],
    ],
  ] satisfies [string, Partial<ApproverQuestion>, string[]][])('%s', (_name, change, approverIds) => {
    expect(ask(change)).toEqual({ kind: 'resolved', approverIds });
  });

  it.each([
    ['the requester is not in the setup', { requesterId: 'NOBODY' }, 'NOBODY', 'approval user setup'],
    ['the requester has no approver', { requesterId: 'LONER', limitType: 'directApprover' }, 'LONER', 'approverId'],
    ['the chain ends too low', { requesterId: 'LONER' }, 'LONER', 'approverId'],
    ['the chain runs in a circle', { requesterId: 'RING1' }, 'RING1 > RING2 > RING1', 'circle'],
    ['an approver in the chain is not in the setup', { requesterId: 'ORPHAN' }, 'GONE', 'approval user setup'],
    [
      'the specific approver is not in the setup',
      { limitType: 'specificApprover', specificApproverId: 'X' },
      'X',
      'approval user setup',
    ],
    ['the record has no salesperson code', { approverType: 'salespersonPurchaser' }, 'salesperson', 'code'],
    ['nobody has the code', { approverType: 'salespersonPurchaser', salespersonCode: 'S9' }, 'S9', 'salespersonCode'],
  ] satisfies [string, Partial<ApproverQuestion>, string, string][])(
    'refuses with user and field when %s',
    (_name, change, who, what) => {
      const answer = ask(change);

      expect(answer.kind).toBe('refused');
      expect(answer.kind === 'refused' && answer.reason).toContain(who);
      expect(answer.kind === 'refused' && answer.reason).toContain(what);
    },
  );
});
