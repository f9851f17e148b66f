/**
 * Business Central's event functions (domain 2.1) and what they are called here. The webhook event (E51) has no counterpart: here a
 * flow answers on its own.
 */
const EVENT_OF_FUNCTION: ReadonlyMap<string, string> = new Map([
  ['RUNWORKFLOWONAFTERINSERTINCOMINGDOCUMENT', 'incomingDocument.created'],
  ['RUNWORKFLOWONAFTERRELEASEINCOMINGDOC', 'incomingDocument.released'],
  ['RUNWORKFLOWONAFTERCREATEDOCFROMINCOMINGDOCSUCCESS', 'incomingDocument.documentCreated'],
  ['RUNWORKFLOWONAFTERCREATEDOCFROMINCOMINGDOCFAIL', 'incomingDocument.documentCreationFailed'],
  ['RUNWORKFLOWONAFTERREADYFOROCRINCOMINGDOC', 'incomingDocument.readyForOcr'],
  ['RUNWORKFLOWONAFTERSENDTOOCRINCOMINGDOC', 'incomingDocument.sentToOcr'],
  ['RUNWORKFLOWONAFTERRECEIVEFROMOCRINCOMINGDOC', 'incomingDocument.receivedFromOcr'],
  ['RUNWORKFLOWONAFTERRECEIVEFROMDOCEXCHINCOMINGDOC', 'incomingDocument.receivedFromDocumentExchange'],
  ['RUNWORKFLOWONSENDPURCHASEDOCFORAPPROVAL', 'purchaseDocument.approvalRequested'],
  ['RUNWORKFLOWONSENDINCOMINGDOCFORAPPROVAL', 'incomingDocument.approvalRequested'],
  ['RUNWORKFLOWONCANCELINCOMINGDOCAPPROVALREQUEST', 'incomingDocument.approvalCancelled'],
  ['RUNWORKFLOWONCANCELPURCHASEAPPROVALREQUEST', 'purchaseDocument.approvalCancelled'],
  ['RUNWORKFLOWONAFTERRELEASEPURCHASEDOC', 'purchaseDocument.released'],
  ['RUNWORKFLOWONAFTERPOSTPURCHASEDOC', 'purchaseDocument.posted'],
  ['RUNWORKFLOWONSENDSALESDOCFORAPPROVAL', 'salesDocument.approvalRequested'],
  ['RUNWORKFLOWONCANCELSALESAPPROVALREQUEST', 'salesDocument.approvalCancelled'],
  ['RUNWORKFLOWONAFTERRELEASESALESDOC', 'salesDocument.released'],
  ['RUNWORKFLOWONAFTERINSERTGENERALJOURNALLINE', 'generalJournalLine.created'],
  ['RUNWORKFLOWONAPPROVEAPPROVALREQUEST', 'approvalRequest.approved'],
  ['RUNWORKFLOWONREJECTAPPROVALREQUEST', 'approvalRequest.rejected'],
  ['RUNWORKFLOWONDELEGATEAPPROVALREQUEST', 'approvalRequest.delegated'],
  ['RUNWORKFLOWONSENDOVERDUENOTIFICATIONS', 'approvalRequest.overdue'],
  ['RUNWORKFLOWONCUSTOMERCREDITLIMITEXCEEDED', 'salesDocument.creditLimitExceeded'],
  ['RUNWORKFLOWONCUSTOMERCREDITLIMITNOTEXCEEDED', 'salesDocument.creditLimitNotExceeded'],
  ['RUNWORKFLOWONSENDCUSTOMERFORAPPROVAL', 'customer.approvalRequested'],
  ['RUNWORKFLOWONCANCELCUSTOMERAPPROVALREQUEST', 'customer.approvalCancelled'],
  ['RUNWORKFLOWONSENDVENDORFORAPPROVAL', 'vendor.approvalRequested'],
  ['RUNWORKFLOWONCANCELVENDORAPPROVALREQUEST', 'vendor.approvalCancelled'],
  ['RUNWORKFLOWONSENDITEMFORAPPROVAL', 'item.approvalRequested'],
  ['RUNWORKFLOWONCANCELITEMAPPROVALREQUEST', 'item.approvalCancelled'],
  ['RUNWORKFLOWONSENDGENERALJOURNALBATCHFORAPPROVAL', 'generalJournalBatch.approvalRequested'],
  ['RUNWORKFLOWONCANCELGENERALJOURNALBATCHAPPROVALREQUEST', 'generalJournalBatch.approvalCancelled'],
  ['RUNWORKFLOWONSENDGENERALJOURNALLINEFORAPPROVAL', 'generalJournalLine.approvalRequested'],
  ['RUNWORKFLOWONCANCELGENERALJOURNALLINEAPPROVALREQUEST', 'generalJournalLine.approvalCancelled'],
  ['RUNWORKFLOWONGENERALJOURNALBATCHBALANCED', 'generalJournalBatch.balanced'],
  ['RUNWORKFLOWONGENERALJOURNALBATCHNOTBALANCED', 'generalJournalBatch.notBalanced'],
  ['RUNWORKFLOWONSENDITEMJOURNALBATCHFORAPPROVAL', 'itemJournalBatch.approvalRequested'],
  ['RUNWORKFLOWONCANCELITEMJOURNALBATCHAPPROVALREQUEST', 'itemJournalBatch.approvalCancelled'],
  ['RUNWORKFLOWONSENDREQUISITIONWORKSHEETBATCHFORAPPROVAL', 'requisitionWorksheetBatch.approvalRequested'],
  ['RUNWORKFLOWONCANCELAREQUISITIONWORKSHEETBATCHAPPROVALREQUEST', 'requisitionWorksheetBatch.approvalCancelled'],
  ['RUNWORKFLOWONBINARYFILEATTACHED', 'incomingDocument.fileAttached'],
  ['RUNWORKFLOWONCUSTOMERCHANGEDCODE', 'customer.modified'],
  ['RUNWORKFLOWONVENDORCHANGEDCODE', 'vendor.modified'],
  ['RUNWORKFLOWONITEMCHANGEDCODE', 'item.modified'],
  ['RUNWORKFLOWONAFTERCREATEGENJNLLINEFROMINCOMINGDOCSUCCESSCODE', 'incomingDocument.journalLineCreated'],
  ['RUNWORKFLOWONAFTERCREATEGENJNLLINEFROMINCOMINGDOFAILCODE', 'incomingDocument.journalLineCreationFailed'],
  ['RUNWORKFLOWONSENDVENDORBANKACCOUNTFORAPPROVAL', 'vendorBankAccount.approvalRequested'],
  ['RUNWORKFLOWONCANCELVENDORBANKACCOUNTAPPROVALREQUEST', 'vendorBankAccount.approvalCancelled'],
  ['RUNWORKFLOWONSENDJOBQUEUEENTRYFORAPPROVAL', 'jobQueueEntry.approvalRequested'],
  ['RUNWORKFLOWONCANCELJOBQUEUEENTRYAPPROVALREQUEST', 'jobQueueEntry.approvalCancelled'],
]);

/** Our name of an event, given in ours or as a Business Central function name. Any other text comes back as it is. */
export function canonicalEvent(name: string): string {
  return EVENT_OF_FUNCTION.get(name.toUpperCase()) ?? name;
}

/** Business Central's function names of events that have a counterpart here. */
export function businessCentralEvents(): readonly string[] {
  return [...EVENT_OF_FUNCTION.keys()];
}
