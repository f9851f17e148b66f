import { describe, expect, it } from 'vitest';
import type { ApprovalUser } from '../../../shared/domain/approval/approval.ts';
import { isSufficient, type LimitKind, limitKindOf } from '../../../shared/domain/approval/approver-limits.ts';
import type { JsonObject } from '../../../shared/domain/json/json.ts';

describe('the limit that counts', () => {
  it.each([
    ['purchaseDocument', { documentType: 'Quote' }, 'request'],
    ['purchaseDocument', { documentType: 'Order' }, 'purchase'],
    ['purchaseDocument', { documentType: 'Invoice' }, 'purchase'],
    ['purchaseDocument', { documentType: 'Credit Memo' }, 'purchase'],
    ['purchaseDocument', { documentType: 'Blanket Order' }, 'purchase'],
    ['purchaseDocument', { documentType: 'Return Order' }, 'purchase'],
    ['salesDocument', { documentType: 'Quote' }, 'sales'],
    ['salesDocument', { documentType: 'Order' }, 'sales'],
    ['generalJournalLine', { accountType: 'Vendor', balAccountType: 'Bank Account' }, 'purchase'],
    ['generalJournalLine', { accountType: 'Bank Account', balAccountType: 'Vendor' }, 'purchase'],
    ['generalJournalLine', { accountType: 'Customer' }, 'sales'],
    ['generalJournalLine', { accountType: 'G/L Account', balAccountType: 'Customer' }, 'sales'],
    ['generalJournalLine', { accountType: 'G/L Account' }, 'request'],
    ['generalJournalLine', { accountType: 'Bank Account', balAccountType: 'G/L Account' }, 'request'],
    ['generalJournalLine', { accountType: 'Employee', balAccountType: 'Bank Account' }, 'none'],
    ['generalJournalLine', {}, 'none'],
    ['generalJournalBatch', { amount: 5 }, 'none'],
    ['itemJournalBatch', {}, 'none'],
    ['requisitionWorksheetBatch', {}, 'none'],
    ['customer', {}, 'none'],
    ['vendor', {}, 'none'],
    ['item', {}, 'none'],
    ['incomingDocument', {}, 'none'],
    ['vendorBankAccount', {}, 'none'],
    ['jobQueueEntry', {}, 'none'],
    ['contract', { documentType: 'Order' }, 'none'],
  ] satisfies [string, JsonObject, LimitKind][])('of a %s with %j is %s', (entity, fields, kind) => {
    expect(limitKindOf(entity, fields)).toBe(kind);
  });
});

describe('an approver is sufficient', () => {
  it.each([
    ['up to the limit', { purchaseLimit: 100 }, 100, true],
    ['not above the limit', { purchaseLimit: 100 }, 100.01, false],
    ['not with a limit of 0', { purchaseLimit: 0 }, 0, false],
    ['not without a limit', {}, 0, false],
    ['without end when unlimited', { unlimitedPurchase: true }, 9e15, true],
    ['not by the limit of another kind', { salesLimit: 100, unlimitedRequest: true }, 1, false],
    ['when the own approver', { approverId: 'U' }, 9e15, true],
    ['not when only somebody else approves', { approverId: 'V' }, 1, false],
  ] satisfies [string, Partial<ApprovalUser>, number, boolean][])('%s', (_title, user, amount, expected) => {
    expect(isSufficient({ company: 'c', userId: 'U', ...user }, 'purchase', amount)).toBe(expected);
  });
});
