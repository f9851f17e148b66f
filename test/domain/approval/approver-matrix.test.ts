import { describe, expect, it } from 'vitest';
import type { ApproverQuestion } from '../../../shared/domain/approval/approver-question.ts';
import { ask, GROUPS, inShort } from './matrix-company.ts';

/** Requester, amount, who is asked. */
type Row = readonly [string, number, string];

function table(title: string, of: Partial<ApproverQuestion>, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('%s asks for %d: %s', (requesterId, amountLcy, expected) => {
      expect(inShort(ask({ ...of, requesterId, amountLcy }))).toBe(expected);
    });
  });
}

table('the worked example, approver chain', { limitType: 'approverChain' }, [
  ['U1', 400, 'U1'],
  ['U1', 800, 'U1 U2'],
  ['U1', 2000, 'U1 U2 U3'],
]);
table('the worked example, direct approver', { limitType: 'directApprover' }, [
  ['U1', 400, 'U2'],
  ['U1', 800, 'U2'],
  ['U1', 2000, 'U2'],
]);
table('the worked example, first qualified approver', { limitType: 'firstQualifiedApprover' }, [
  ['U1', 400, 'U1'],
  ['U1', 800, 'U1 U2'],
  ['U1', 2000, 'U1 U3'],
]);

table('approver, approver chain, purchases', { limitKind: 'purchase' }, [
  ['U1', 0, 'U1'],
  ['U1', 500, 'U1'],
  ['U1', 500.01, 'U1 U2'],
  ['U1', 1000, 'U1 U2'],
  ['U1', 1000.01, 'U1 U2 U3'],
  ['U1', -9000, 'U1'],
  ['U2', 1000, 'U2'],
  ['U2', 1001, 'U2 U3'],
  ['U3', 9e12, 'U3'],
  ['CLERK', 1, 'CLERK U1'],
  ['CLERK', 0, 'CLERK U1'],
  ['CLERK', 501, 'CLERK U1 U2'],
  ['CLERK', 1001, 'CLERK U1 U2 U3'],
  ['CENTS', 99.95, 'CENTS'],
  ['CENTS', 99.96, 'CENTS U3'],
  ['OWN', 1e9, 'OWN'],
]);
table('approver, approver chain, sales', { limitKind: 'sales' }, [
  ['U1', 5000, 'U1'],
  ['U1', 5001, 'U1 U2'],
  ['U1', 10001, 'U1 U2 U3'],
  ['U2', 10000, 'U2'],
  ['CENTS', 0.01, 'CENTS'],
  ['CENTS', 0.02, 'CENTS U3'],
]);
table('approver, approver chain, requests for quotes', { limitKind: 'request' }, [
  ['U1', 50000, 'U1'],
  ['U1', 50001, 'U1 U2'],
  ['U1', 100001, 'U1 U2 U3'],
  ['CENTS', 1, 'CENTS U3'],
]);
table('approver, approver chain, records without limits', { limitKind: 'none' }, [
  ['U1', 9e12, 'U1'],
  ['CLERK', 9e12, 'CLERK'],
  ['LONER', 1, 'LONER'],
  ['RING1', 1e6, 'RING1'],
]);

table('approver, direct approver', { limitType: 'directApprover' }, [
  ['U1', 9e12, 'U2'],
  ['U2', 1, 'U3'],
  ['CLERK', 9e12, 'U1'],
  ['RING1', 9e12, 'RING2'],
  ['OWN', 10, 'OWN'],
  ['ADMIN', 10, 'ADMIN'],
]);
table('approver, direct approver, records without limits', { limitType: 'directApprover', limitKind: 'none' }, [
  ['U1', 0, 'U2'],
  ['ADMIN', 0, 'ADMIN'],
]);

table('approver, first qualified approver', { limitType: 'firstQualifiedApprover' }, [
  ['U1', 500, 'U1'],
  ['U1', 501, 'U1 U2'],
  ['U1', 1001, 'U1 U3'],
  ['U2', 1001, 'U2 U3'],
  ['U3', 1e9, 'U3'],
  ['CLERK', 1, 'CLERK U1'],
  ['CLERK', 501, 'CLERK U2'],
  ['CLERK', 1001, 'CLERK U3'],
  ['OWN', 1e9, 'OWN'],
]);

table('approver, specific approver', { limitType: 'specificApprover', specificApproverId: 'U3' }, [
  ['U1', 1, 'U3'],
  ['U3', 1, 'U3'],
  ['LONER', 9e12, 'U3'],
]);
table('a specific approver without a limit', { limitType: 'specificApprover', specificApproverId: 'LONER' }, [
  ['U1', 9e12, 'LONER'],
]);

const person = { approverType: 'salespersonPurchaser' } as const;
table('salesperson, approver chain', { ...person, salespersonCode: 'S1' }, [
  ['CLERK', 500, 'U1'],
  ['CLERK', 501, 'U1 U2'],
  ['CLERK', 1001, 'U1 U2 U3'],
  ['U1', 1001, 'U1 U2 U3'],
  ['U3', 1001, 'U1 U2 U3'],
]);
table('salesperson, approver chain, sufficient at once', { ...person, salespersonCode: 'S3' }, [
  ['U1', 1e9, 'U3'],
  ['CLERK', 0, 'U3'],
]);
table('salesperson, direct approver', { ...person, salespersonCode: 'S1', limitType: 'directApprover' }, [
  ['CLERK', 9e12, 'U1'],
  ['U1', 9e12, 'U1'],
  ['U2', 0, 'U1'],
]);
table('salesperson, first qualified', { ...person, salespersonCode: 'S1', limitType: 'firstQualifiedApprover' }, [
  ['CLERK', 500, 'U1'],
  ['CLERK', 501, 'U2'],
  ['CLERK', 1001, 'U3'],
  ['U1', 1001, 'U3'],
]);
const both = { ...person, limitType: 'specificApprover', specificApproverId: 'U3' } as const;
table('salesperson and specific approver', { ...both, salespersonCode: 'S1' }, [
  ['CLERK', 9e12, 'U1 U3'],
  ['U3', 1, 'U1 U3'],
]);
table('salesperson who is the specific approver is asked once', { ...both, salespersonCode: 'S3' }, [
  ['CLERK', 9e12, 'U3'],
]);

const groupOf = (code: keyof typeof GROUPS) =>
  ({ approverType: 'workflowUserGroup', groupCode: code, group: GROUPS[code] }) as const;
for (const limitType of ['approverChain', 'directApprover', 'firstQualifiedApprover', 'specificApprover'] as const) {
  table(`user group, ${limitType} (without meaning)`, { ...groupOf('LEVELS'), limitType }, [
    ['CLERK', 1, 'U2 U1/1 U3/2'],
    ['U1', 9e12, 'U2 U1/1 U3/2'],
    ['U3', 0, 'U2 U1/1 U3/2'],
  ]);
}
table('user group with one level that does not start at 1', groupOf('TEAM'), [['U1', 9e12, 'U3/5 U2/5']]);

const separated = { requesterMayApprove: false } as const;
table('the requester may not approve: approver chain', separated, [
  ['U1', 400, 'U2'],
  ['U1', 1000, 'U2'],
  ['U1', 1001, 'U2 U3'],
  ['CLERK', 0, 'U1'],
  ['U2', 10, 'U3'],
]);
table('the requester may not approve: records without limits', { ...separated, limitKind: 'none' }, [
  ['U1', 0, 'U2'],
  ['CLERK', 0, 'U1'],
]);
table('the requester may not approve: direct approver', { ...separated, limitType: 'directApprover' }, [
  ['U1', 400, 'U2'],
]);
table('the requester may not approve: first qualified', { ...separated, limitType: 'firstQualifiedApprover' }, [
  ['U1', 400, 'U2'],
  ['U1', 1001, 'U3'],
]);
table('the requester may not approve: salesperson chain', { ...separated, ...person, salespersonCode: 'S1' }, [
  ['U1', 400, 'U2'],
  ['U2', 900, 'U1 U3'],
  ['U2', 2000, 'U1 U3'],
  ['CLERK', 400, 'U1'],
]);
table(
  'the requester may not approve: salesperson, direct approver',
  { ...separated, ...person, salespersonCode: 'S1', limitType: 'directApprover' },
  [
    ['U1', 400, 'U2'],
    ['U2', 400, 'U1'],
  ],
);
table(
  'the requester may not approve: salesperson, first qualified',
  { ...separated, ...person, salespersonCode: 'S2', limitType: 'firstQualifiedApprover' },
  [
    ['U2', 400, 'U3'],
    ['U1', 400, 'U2'],
  ],
);
table('the requester may not approve: salesperson and specific', { ...separated, ...both, salespersonCode: 'S1' }, [
  ['U1', 1, 'U3'],
  ['U3', 1, 'U1'],
]);
table('the requester may not approve: user group', { ...separated, ...groupOf('LEVELS') }, [
  ['U1', 1, 'U2 U3'],
  ['U3', 1, 'U2 U1/1'],
  ['CLERK', 1, 'U2 U1/1 U3/2'],
]);

table('a chain goes on behind the last who is not asked yet', { lastCreatedId: 'U2' }, [
  ['U1', 2000, 'U1 U3'],
  ['U1', 900, 'U1'],
  ['CLERK', 2000, 'CLERK U3'],
]);
table('so does a first qualified one', { lastCreatedId: 'U1', limitType: 'firstQualifiedApprover' }, [
  ['CLERK', 2000, 'CLERK U3'],
]);
table(
  'the own entry of a salesperson comes last, so the chain starts there',
  { ...person, salespersonCode: 'S1', lastCreatedId: 'U2' },
  [
    ['CLERK', 2000, 'U1 U2 U3'],
    ['U1', 2000, 'U1 U3'],
  ],
);
