import * as z from 'zod';
import { defineCommand } from '../catalogue/define-command.ts';

export const setStatus = defineCommand({
  name: 'setStatus',
  type: 'record.setStatus',
  title: 'Set the status',
  description: 'Asks the source to set the status of the record, usually to Pending Approval.',
  businessCentralName: 'SETSTATUSTOPENDINGAPPROVAL',
  offeredAfter: [
    'purchaseDocument.approvalRequested',
    'salesDocument.approvalRequested',
    'incomingDocument.approvalRequested',
    'salesDocument.creditLimitExceeded',
    'salesDocument.creditLimitNotExceeded',
    'jobQueueEntry.approvalRequested',
  ],
  options: z.strictObject({
    status: z.string().min(1).default('Pending Approval').describe('Status in the words of the field catalogue.'),
  }),
});

export const release = defineCommand({
  name: 'release',
  type: 'record.release',
  title: 'Release the document',
  description:
    'Asks the source to release the document. The source may refuse: the run then stands still until somebody retries.',
  businessCentralName: 'RELEASEDOCUMENT',
  offeredAfter: ['approvalRequest.approved', 'salesDocument.creditLimitNotExceeded'],
});

export const reopen = defineCommand({
  name: 'reopen',
  type: 'record.reopen',
  title: 'Reopen the document',
  description: 'Asks the source to open the document again for editing.',
  businessCentralName: 'OPENDOCUMENT',
  offeredAfter: [
    'approvalRequest.rejected',
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
    'vendorBankAccount.approvalCancelled',
  ],
});

export const post = defineCommand({
  name: 'post',
  type: 'record.post',
  title: 'Post the document',
  description: 'Asks the source to post the document now.',
  businessCentralName: 'POSTDOCUMENT',
  offeredAfter: ['purchaseDocument.released'],
});

export const postInBackground = defineCommand({
  name: 'postInBackground',
  type: 'record.postInBackground',
  title: 'Post the document in the background',
  description: 'Asks the source to queue the posting of the released document.',
  businessCentralName: 'BACKGROUNDPOSTAPPROVEDPURCHASEDOC',
  offeredAfter: ['purchaseDocument.released'],
});

const journal = z.strictObject({
  journalTemplateName: z.string().min(1).describe('General journal template.'),
  journalBatchName: z.string().min(1).describe('General journal batch.'),
});

export const createPaymentLine = defineCommand({
  name: 'createPaymentLine',
  type: 'record.createPaymentLine',
  title: 'Create a payment line',
  description: 'Asks the source to create a payment journal line for the posted document now.',
  businessCentralName: 'CREATEPMTLINEFORPOSTEDDOCUMENT',
  optionGroup: 'G1',
  offeredAfter: ['purchaseDocument.posted'],
  options: journal,
  recordOf: 'event',
});

export const createPaymentLineInBackground = defineCommand({
  name: 'createPaymentLineInBackground',
  type: 'record.createPaymentLineInBackground',
  title: 'Create a payment line in the background',
  description: 'Asks the source to queue the creation of a payment journal line for the posted document.',
  businessCentralName: 'BACKGROUNDCREATEPMTLINEFORPOSTEDDOCUMENT',
  optionGroup: 'G1',
  offeredAfter: ['purchaseDocument.posted'],
  options: journal,
  recordOf: 'event',
});

export const approveOverReceipt = defineCommand({
  name: 'approveOverReceipt',
  type: 'record.approveOverReceipt',
  title: 'Approve the over-receipt',
  description: 'Asks the source to approve the purchase lines whose over-receipt is pending.',
  businessCentralName: 'APPROVEOVERRECEIPT',
  offeredAfter: ['approvalRequest.approved'],
});

export const enableJobQueueEntry = defineCommand({
  name: 'enableJobQueueEntry',
  type: 'record.enable',
  title: 'Set the job queue entry to ready',
  description: 'Asks the source to let the job queue entry run.',
  businessCentralName: 'ENABLEJOBQUEUEENTRY',
  offeredAfter: ['approvalRequest.approved'],
});

export const notifyWebhook = defineCommand({
  name: 'notifyWebhook',
  type: 'record.notifyWebhook',
  title: 'Send a notification to a webhook',
  description:
    'Asks the source to tell a subscribed flow about the record. The answer of the flow comes as webhookResponse.received.',
  businessCentralName: 'SENDNOTIFICATIONTOWEBHOOK',
  optionGroup: 'G8',
  offeredAfter: [
    'customer.approvalRequested',
    'generalJournalBatch.approvalRequested',
    'generalJournalLine.approvalRequested',
    'itemJournalBatch.approvalRequested',
    'requisitionWorksheetBatch.approvalRequested',
    'item.approvalRequested',
    'purchaseDocument.approvalRequested',
    'salesDocument.approvalRequested',
    'vendor.approvalRequested',
  ],
  options: z.strictObject({
    responseUserId: z.string().min(1).optional().describe('Who answers. Anybody when empty.'),
  }),
});
