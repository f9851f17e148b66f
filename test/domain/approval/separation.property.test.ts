import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ApprovalUser } from '../../../shared/domain/approval/approval.ts';
import type { ApproverQuestion } from '../../../shared/domain/approval/approver-question.ts';
import { findDelegate, findSubstitute } from '../../../shared/domain/approval/find-delegate.ts';
import { resolveApprovers } from '../../../shared/domain/approval/resolve-approvers.ts';

const company = 'c';
const IDS = ['A', 'B', 'C', 'D', 'E'];
const id = fc.constantFrom(...IDS);
const limit = fc.constantFrom(0, 10, 100, 1000);

/** Any setup, also such as the rules would refuse: circles, people who are their own approver, several administrators. */
const anySetup: fc.Arbitrary<readonly ApprovalUser[]> = fc
  .tuple(
    ...IDS.map((userId) =>
      fc
        .record(
          {
            approverId: id,
            substituteId: id,
            purchaseLimit: limit,
            unlimitedPurchase: fc.boolean(),
            administrator: fc.boolean(),
          },
          { requiredKeys: [] },
        )
        .map((row): ApprovalUser => ({ company, userId, salespersonCode: `S${userId}`, ...row })),
    ),
  )
  .map((users) => users);

const anyQuestion: fc.Arbitrary<ApproverQuestion> = fc
  .record({
    users: anySetup,
    requesterId: id,
    approverType: fc.constantFrom('approver', 'salespersonPurchaser', 'workflowUserGroup'),
    limitType: fc.constantFrom('approverChain', 'directApprover', 'firstQualifiedApprover', 'specificApprover'),
    limitKind: fc.constantFrom('purchase', 'none'),
    amountLcy: fc.constantFrom(0, 50, 500, 5000),
    specificApproverId: id,
    salespersonCode: id.map((userId) => `S${userId}`),
    members: fc.uniqueArray(id, { minLength: 1 }),
  } as const)
  .map(({ members, ...question }) => ({
    ...question,
    groupCode: 'G',
    group: { company, code: 'G', members: members.map((userId, index) => ({ userId, sequence: 1 + (index % 2) })) },
  }));

it('a requester who may not approve is never asked, by whatever type, limit and setup; somebody else is, or it is refused', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const answer = resolveApprovers({ ...question, requesterMayApprove: false });
      if (answer.kind === 'refused') {
        expect(answer.reason.length).toBeGreaterThan(0);
        return;
      }
      const asked = answer.approvers.map(({ userId }) => userId);
      expect(asked).not.toContain(question.requesterId);
      expect(asked.length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});

it('a requester who may not approve takes over from nobody, as substitute, approver or administrator', () => {
  fc.assert(
    fc.property(anySetup, id, id, fc.subarray(IDS), (users, approverId, requesterId, absent) => {
      const absentIds = new Set(absent);
      const limits = { absentIds, never: [requesterId] };
      expect(findDelegate(approverId, users, limits)).not.toBe(requesterId);
      expect(findSubstitute(approverId, users, limits)).not.toBe(requesterId);
    }),
    { numRuns: 2000 },
  );
});
