import type { JsonObject } from '../json/json.ts';
import type { ApprovalUser } from './approval.ts';

/** Which limit of the approval user setup counts for a record (domain 4.4). `none`: limits do not apply, everybody is sufficient. */
export type LimitKind = 'sales' | 'purchase' | 'request' | 'none';

/**
 * Purchase quotes use the request limit, other purchase documents the purchase limit, sales documents the sales limit. A general journal
 * line counts by the account on either side: vendor, then customer, then G/L account (request limit). Everything else has no limit.
 */
export function limitKindOf(entity: string, fields: JsonObject): LimitKind {
  if (entity === 'salesDocument') return 'sales';
  if (entity === 'purchaseDocument') return fields.documentType === 'Quote' ? 'request' : 'purchase';
  if (entity === 'generalJournalLine') return limitKindOfJournalLine(fields);
  return 'none';
}

function limitKindOfJournalLine(fields: JsonObject): LimitKind {
  const accounts = [fields.accountType, fields.balAccountType];
  if (accounts.includes('Vendor')) return 'purchase';
  if (accounts.includes('Customer')) return 'sales';
  return accounts.includes('G/L Account') ? 'request' : 'none';
}

/** Approver ID equals own User ID, or unlimited, or a limit that is not 0 and reaches the amount in local currency (inclusive). */
export function isSufficient(user: ApprovalUser, kind: LimitKind, amountLcy: number): boolean {
  if (kind === 'none' || user.approverId === user.userId) return true;
  const { limit, unlimited } = limitOf(user, kind);
  return unlimited || (limit !== 0 && amountLcy <= limit);
}

/** What a user may approve of one kind. 0: nothing. */
export function limitOf(user: ApprovalUser, kind: Exclude<LimitKind, 'none'>): { limit: number; unlimited: boolean } {
  switch (kind) {
    case 'sales':
      return { limit: user.salesLimit ?? 0, unlimited: user.unlimitedSales ?? false };
    case 'purchase':
      return { limit: user.purchaseLimit ?? 0, unlimited: user.unlimitedPurchase ?? false };
    case 'request':
      return { limit: user.requestLimit ?? 0, unlimited: user.unlimitedRequest ?? false };
  }
}
