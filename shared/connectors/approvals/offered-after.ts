/** Events behind which Business Central's designer offers to create approval requests (domain 2.2), and two that its templates use too. */
export const ASKING_EVENTS: readonly string[] = [
  'purchaseDocument.approvalRequested',
  'salesDocument.approvalRequested',
  'salesDocument.creditLimitExceeded',
  'salesDocument.creditLimitNotExceeded',
  'incomingDocument.approvalRequested',
  'customer.approvalRequested',
  'customer.modified',
  'vendor.approvalRequested',
  'vendor.modified',
  'item.approvalRequested',
  'item.modified',
  'generalJournalLine.approvalRequested',
  'generalJournalBatch.approvalRequested',
  'generalJournalBatch.balanced',
  'itemJournalBatch.approvalRequested',
  'requisitionWorksheetBatch.approvalRequested',
  'jobQueueEntry.approvalRequested',
  'vendorBankAccount.approvalRequested',
];

/** Events behind which it offers to send them. */
export const SENDING_EVENTS: readonly string[] = [
  ...ASKING_EVENTS,
  'approvalRequest.approved',
  'approvalRequest.delegated',
];

/** Events behind which it offers to cancel them. */
export const CANCELLING_EVENTS: readonly string[] = [
  'purchaseDocument.approvalCancelled',
  'salesDocument.approvalCancelled',
  'incomingDocument.approvalCancelled',
  'customer.approvalCancelled',
  'vendor.approvalCancelled',
  'item.approvalCancelled',
  'generalJournalLine.approvalCancelled',
  'generalJournalBatch.approvalCancelled',
  'itemJournalBatch.approvalCancelled',
  'requisitionWorksheetBatch.approvalCancelled',
  'jobQueueEntry.approvalCancelled',
  'vendorBankAccount.approvalCancelled',
];
