import { expect, it, test } from 'vitest';
import { registryOf } from '../../shared/connectors/catalogue/registry-of.ts';
import { connectors } from '../../shared/connectors/registry.ts';
import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';

const { events } = registryOf(connectors);
const actions = connectors.flatMap((connector) => connector.actions);

/** Domain 2.1: number, Business Central's function, our event, the events behind which it is offered (none: anywhere). */
const EVENTS: readonly (readonly [string, string, string, string])[] = [
  ['E1', 'RUNWORKFLOWONAFTERINSERTINCOMINGDOCUMENT', 'incomingDocument.created', ''],
  ['E2', 'RUNWORKFLOWONAFTERRELEASEINCOMINGDOC', 'incomingDocument.released', ''],
  ['E3', 'RUNWORKFLOWONAFTERCREATEDOCFROMINCOMINGDOCSUCCESS', 'incomingDocument.documentCreated', ''],
  ['E4', 'RUNWORKFLOWONAFTERCREATEDOCFROMINCOMINGDOCFAIL', 'incomingDocument.documentCreationFailed', ''],
  ['E5', 'RUNWORKFLOWONAFTERREADYFOROCRINCOMINGDOC', 'incomingDocument.readyForOcr', ''],
  ['E6', 'RUNWORKFLOWONAFTERSENDTOOCRINCOMINGDOC', 'incomingDocument.sentToOcr', ''],
  ['E7', 'RUNWORKFLOWONAFTERRECEIVEFROMOCRINCOMINGDOC', 'incomingDocument.receivedFromOcr', ''],
  ['E8', 'RUNWORKFLOWONAFTERRECEIVEFROMDOCEXCHINCOMINGDOC', 'incomingDocument.receivedFromDocumentExchange', ''],
  ['E9', 'RUNWORKFLOWONSENDPURCHASEDOCFORAPPROVAL', 'purchaseDocument.approvalRequested', ''],
  ['E10', 'RUNWORKFLOWONSENDINCOMINGDOCFORAPPROVAL', 'incomingDocument.approvalRequested', ''],
  ['E11', 'RUNWORKFLOWONCANCELINCOMINGDOCAPPROVALREQUEST', 'incomingDocument.approvalCancelled', 'E10'],
  ['E12', 'RUNWORKFLOWONCANCELPURCHASEAPPROVALREQUEST', 'purchaseDocument.approvalCancelled', 'E9'],
  ['E13', 'RUNWORKFLOWONAFTERRELEASEPURCHASEDOC', 'purchaseDocument.released', ''],
  ['E14', 'RUNWORKFLOWONAFTERPOSTPURCHASEDOC', 'purchaseDocument.posted', 'E13'],
  ['E15', 'RUNWORKFLOWONSENDSALESDOCFORAPPROVAL', 'salesDocument.approvalRequested', ''],
  ['E16', 'RUNWORKFLOWONCANCELSALESAPPROVALREQUEST', 'salesDocument.approvalCancelled', 'E15'],
  ['E17', 'RUNWORKFLOWONAFTERRELEASESALESDOC', 'salesDocument.released', ''],
  ['E18', 'RUNWORKFLOWONAFTERINSERTGENERALJOURNALLINE', 'generalJournalLine.created', ''],
  ['E19', 'RUNWORKFLOWONAPPROVEAPPROVALREQUEST', 'approvalRequest.approved', 'SEND'],
  ['E20', 'RUNWORKFLOWONREJECTAPPROVALREQUEST', 'approvalRequest.rejected', 'SEND'],
  ['E21', 'RUNWORKFLOWONDELEGATEAPPROVALREQUEST', 'approvalRequest.delegated', 'SEND'],
  ['E22', 'RUNWORKFLOWONSENDOVERDUENOTIFICATIONS', 'approvalRequest.overdue', ''],
  ['E23', 'RUNWORKFLOWONCUSTOMERCREDITLIMITEXCEEDED', 'salesDocument.creditLimitExceeded', 'E15'],
  ['E24', 'RUNWORKFLOWONCUSTOMERCREDITLIMITNOTEXCEEDED', 'salesDocument.creditLimitNotExceeded', 'E15'],
  ['E25', 'RUNWORKFLOWONSENDCUSTOMERFORAPPROVAL', 'customer.approvalRequested', ''],
  ['E26', 'RUNWORKFLOWONCANCELCUSTOMERAPPROVALREQUEST', 'customer.approvalCancelled', 'E25'],
  ['E27', 'RUNWORKFLOWONSENDVENDORFORAPPROVAL', 'vendor.approvalRequested', ''],
  ['E28', 'RUNWORKFLOWONCANCELVENDORAPPROVALREQUEST', 'vendor.approvalCancelled', 'E27'],
  ['E29', 'RUNWORKFLOWONSENDITEMFORAPPROVAL', 'item.approvalRequested', ''],
  ['E30', 'RUNWORKFLOWONCANCELITEMAPPROVALREQUEST', 'item.approvalCancelled', 'E29'],
  ['E31', 'RUNWORKFLOWONSENDGENERALJOURNALBATCHFORAPPROVAL', 'generalJournalBatch.approvalRequested', ''],
  ['E32', 'RUNWORKFLOWONCANCELGENERALJOURNALBATCHAPPROVALREQUEST', 'generalJournalBatch.approvalCancelled', 'E31'],
  ['E33', 'RUNWORKFLOWONSENDGENERALJOURNALLINEFORAPPROVAL', 'generalJournalLine.approvalRequested', ''],
  ['E34', 'RUNWORKFLOWONCANCELGENERALJOURNALLINEAPPROVALREQUEST', 'generalJournalLine.approvalCancelled', 'E33'],
  ['E35', 'RUNWORKFLOWONGENERALJOURNALBATCHBALANCED', 'generalJournalBatch.balanced', 'E31'],
  ['E36', 'RUNWORKFLOWONGENERALJOURNALBATCHNOTBALANCED', 'generalJournalBatch.notBalanced', 'E31'],
  ['E37', 'RUNWORKFLOWONSENDITEMJOURNALBATCHFORAPPROVAL', 'itemJournalBatch.approvalRequested', ''],
  ['E38', 'RUNWORKFLOWONCANCELITEMJOURNALBATCHAPPROVALREQUEST', 'itemJournalBatch.approvalCancelled', 'E37'],
  ['E39', 'RUNWORKFLOWONSENDREQUISITIONWORKSHEETBATCHFORAPPROVAL', 'requisitionWorksheetBatch.approvalRequested', ''],
  [
    'E40',
    'RUNWORKFLOWONCANCELAREQUISITIONWORKSHEETBATCHAPPROVALREQUEST',
    'requisitionWorksheetBatch.approvalCancelled',
    'E39',
  ],
  ['E41', 'RUNWORKFLOWONBINARYFILEATTACHED', 'incomingDocument.fileAttached', ''],
  ['E42', 'RUNWORKFLOWONCUSTOMERCHANGEDCODE', 'customer.modified', ''],
  ['E43', 'RUNWORKFLOWONVENDORCHANGEDCODE', 'vendor.modified', ''],
  ['E44', 'RUNWORKFLOWONITEMCHANGEDCODE', 'item.modified', ''],
  ['E45', 'RUNWORKFLOWONAFTERCREATEGENJNLLINEFROMINCOMINGDOCSUCCESSCODE', 'incomingDocument.journalLineCreated', ''],
  ['E46', 'RUNWORKFLOWONAFTERCREATEGENJNLLINEFROMINCOMINGDOFAILCODE', 'incomingDocument.journalLineCreationFailed', ''],
  ['E47', 'RUNWORKFLOWONSENDVENDORBANKACCOUNTFORAPPROVAL', 'vendorBankAccount.approvalRequested', ''],
  ['E48', 'RUNWORKFLOWONCANCELVENDORBANKACCOUNTAPPROVALREQUEST', 'vendorBankAccount.approvalCancelled', 'E47'],
  ['E49', 'RUNWORKFLOWONSENDJOBQUEUEENTRYFORAPPROVAL', 'jobQueueEntry.approvalRequested', ''],
  ['E50', 'RUNWORKFLOWONCANCELJOBQUEUEENTRYAPPROVALREQUEST', 'jobQueueEntry.approvalCancelled', 'E49'],
  ['E51', 'WORKFLOWWEBHOOKRESPONSERECEIVEDEVENT', 'webhookResponse.received', 'E25 E27 E29 E31 E33 E37 E39 E9 E15'],
];

/** Domain 2.2: Business Central's function, the events behind which it is offered (none: anywhere). */
const RESPONSES: readonly (readonly [string, string])[] = [
  ['DONOTHING', ''],
  ['CREATENOTIFICATIONENTRY', ''],
  ['RELEASEDOCUMENT', 'E19 E24'],
  ['OPENDOCUMENT', 'E20 E12 E16 E11 E26 E28 E30 E34 E32 E38 E40 E48'],
  ['SETSTATUSTOPENDINGAPPROVAL', 'E9 E15 E10 E23 E24 E49'],
  ['GETAPPROVALCOMMENT', ''],
  ['CREATEAPPROVALREQUESTS', 'E9 E15 E23 E24 E10 E25 E42 E27 E43 E29 E44 E33 E31 E35 E37 E39 E49 E47'],
  ['SENDAPPROVALREQUESTFORAPPROVAL', 'E9 E15 E23 E24 E10 E25 E42 E27 E43 E29 E44 E33 E31 E35 E37 E39 E49 E47 E19 E21'],
  ['APPROVEALLAPPROVALREQUESTS', ''],
  ['REJECTALLAPPROVALREQUESTS', 'E20'],
  ['CANCELALLAPPROVALREQUESTS', 'E12 E16 E11 E26 E28 E30 E34 E32 E38 E40 E50 E48'],
  ['POSTDOCUMENT', 'E13'],
  ['BACKGROUNDPOSTAPPROVEDPURCHASEDOC', 'E13'],
  ['BACKGROUNDCREATEPMTLINEFORPOSTEDDOCUMENT', 'E14'],
  ['CREATEPMTLINEFORPOSTEDDOCUMENT', 'E14'],
  ['CREATEOVERDUENOTIFICATIONS', 'E22'],
  ['CHECKCUSTOMERCREDITLIMIT', 'E15'],
  ['CHECKGENERALJOURNALBATCHBALANCE', 'E31'],
  ['CREATEANDAPPROVEAPPROVALREQUESTAUTOMATICALLY', 'E24'],
  ['SHOWMESSAGE', ''],
  ['RESTRICTRECORDUSAGE', ''],
  ['ALLOWRECORDUSAGE', ''],
  ['MARKREADYFOROCR', 'E41'],
  ['SENDTOOCR', 'E5'],
  ['BACKGROUNDSENDTOOCR', 'E5'],
  ['RECEIVEFROMOCR', 'E6'],
  ['BACKGROUNDRECEIVEFROMOCR', 'E6'],
  ['CREATEDOCFROMINCOMINGDOC', ''],
  ['CREATERELEASEDDOCFROMINCOMINGDOC', ''],
  ['CREATEJOURNALFROMINCOMINGDOC', ''],
  ['REVERTVALUEFORFIELD', 'E42 E43 E44'],
  ['APPLYNEWVALUES', 'E19'],
  ['DISCARDNEWVALUES', 'E20'],
  ['APPROVEOVERRECEIPT', 'E19'],
  ['ENABLEJOBQUEUEENTRY', 'E19'],
  ['SENDNOTIFICATIONTOWEBHOOK', 'E25 E31 E33 E37 E39 E29 E9 E15 E27'],
];

/** Where a request is under way (domain 2.1), with the two that Business Central's own templates use and its designer forgets. */
const SEND = 'E9 E10 E15 E25 E27 E29 E31 E33 E35 E37 E39 E42 E43 E44 E49 E47 E23';

const TYPES = new Map(EVENTS.map(([id, , type]) => [id, type]));

/** Our names of events that are given by their numbers. */
function typesOf(ids: string): readonly (string | undefined)[] | undefined {
  if (ids === '') return undefined;
  const numbers = ids === 'SEND' ? SEND : ids;
  return numbers
    .split(' ')
    .map((id) => TYPES.get(id))
    .toSorted();
}

test('Business Central has 51 events and 36 responses', () => {
  expect(new Set(EVENTS.map(([, code]) => code)).size).toBe(51);
  expect(new Set(RESPONSES.map(([code]) => code)).size).toBe(36);
});

it.each(EVENTS)('%s, %s, is %s, offered behind: %s', (_id, code, type, behind) => {
  expect(canonicalEvent(code)).toBe(type);
  const event = events.find(({ businessCentralName }) => businessCentralName === code);
  expect(event?.type).toBe(type);
  expect(event?.offeredAfter?.toSorted()).toEqual(typesOf(behind));
});

it.each(RESPONSES)('%s is offered behind: %s', (code, behind) => {
  const action = actions.find(({ businessCentralName }) => businessCentralName === code);
  expect(action).toBeDefined();
  expect(action?.offeredAfter?.toSorted()).toEqual(typesOf(behind));
});
