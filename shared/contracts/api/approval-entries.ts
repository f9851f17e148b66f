import * as z from 'zod';
import { instant, recordParameter, recordRef, sourceParameter } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { entryComment } from './records.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const status = z.enum(['created', 'open', 'approved', 'rejected', 'canceled']);
const MAX_BULK = 200;

/** An approval entry as the API shows it. */
export const entry = z
  .object({
    id: z.string(),
    runId: z.string(),
    workflow: z.string(),
    record: recordRef,
    sequence: z.int().describe('Equal numbers are one level; levels open in ascending order.'),
    approverId: z.string(),
    senderId: z.string(),
    status,
    decidedBy: z.string().optional(),
    decidedAt: instant.optional(),
    createdAt: instant,
    dueAt: instant,
    sentAt: instant.optional(),
    amount: z.number().optional(),
    amountLcy: z.number().optional(),
    currency: z.string().optional(),
    pendingApprovals: z.int().describe('Entries of the request that are created or open.'),
    approvalType: z.string().optional(),
    limitType: z.string().optional(),
    documentType: z.string().optional(),
    documentNo: z.string().optional(),
    salespersonCode: z.string().optional(),
    overdue: z.boolean().describe('Still to be decided, and the due date is over.'),
    approvedCount: z.int().describe('Entries of the request that are approved.'),
    rejectedCount: z.int().describe('Entries of the request that are rejected.'),
    aboutChange: z.boolean().optional().describe('It asks about new values of fields, not about the record.'),
    question: z
      .object({ title: z.string(), text: z.string().optional() })
      .optional()
      .describe('What a step of a workflow asks by itself.'),
    responses: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('What can be answered (`respond`), instead of approving and rejecting.'),
    response: z.string().optional().describe('What was answered of `responses`.'),
    comments: z.array(entryComment).readonly(),
  })
  .meta({ id: 'ApprovalEntry', description: "One approver's part in a request." });

/** What an approver needs besides the entry to decide about what is there now. */
const shownEntry = entry
  .extend({
    contentHash: z
      .string()
      .describe('Names the record as it is now. Send it with the decision, so that it is about this.'),
    changes: z
      .array(z.object({ what: z.string(), before: z.json().optional(), after: z.json().optional() }))
      .readonly()
      .describe('What changed since approval was asked; of a request about new values, these.'),
    delegateId: z.string().optional().describe('To whom it would be delegated. Absent: to nobody.'),
  })
  .meta({ id: 'ShownApprovalEntry', description: 'An entry with the record as it is now.' });

const person = z.string().min(1).exactOptional();

const listQuery = pageQuery.extend({
  approver: person.describe('A user id, or `me`.'),
  sender: person.describe('A user id, or `me`.'),
  status: status.exactOptional(),
  record: recordParameter,
  run: z.string().min(1).exactOptional(),
});

const decision = z
  .strictObject({
    comment: z.string().trim().exactOptional(),
    contentHash: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Of the entry as it was shown: when the record is another one by now, nothing is decided (409).'),
  })
  .meta({ id: 'Decision' });
const answer = decision
  .extend({ response: z.string().min(1).describe('One of the `responses` of the entry.') })
  .meta({ id: 'Answer' });
const remark = z.strictObject({ comment: z.string().trim().min(1) }).meta({ id: 'Comment' });

const bulk = z
  .strictObject({
    ids: z.array(z.string().min(1)).min(1).max(MAX_BULK).readonly(),
    decision: z.enum(['approve', 'reject', 'delegate']),
    comment: z.string().trim().exactOptional(),
  })
  .meta({ id: 'BulkDecision' });

const bulkResult = z
  .object({
    results: z
      .array(
        z.object({
          id: z.string(),
          status: z.int().describe('What the call for this entry alone would have answered.'),
          entry: entry.optional(),
          detail: z.string().optional().describe('Why nothing was changed.'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'BulkResult' });

const reassignment = z
  .strictObject({
    approverId: z.string().min(1),
    comment: z.string().trim().exactOptional(),
  })
  .meta({ id: 'Reassignment' });

const sourceQuery = z.object({ source: sourceParameter });

const tag = 'Approval entries';
const deciders = ['admin', 'approver'] as const;

export const approvalEntryRoutes = {
  listApprovalEntries: {
    method: 'GET',
    path: `${COMPANY_PATH}/approval-entries`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Lists approval entries.',
    description: 'Admins and auditors see all entries, others those that they approve or sent.',
    query: listQuery,
    answers: { 200: pageOf(entry) },
  },
  getApprovalEntry: {
    method: 'GET',
    path: `${COMPANY_PATH}/approval-entries/{id}`,
    function: 'manage',
    access: 'member',
    tag,
    summary:
      'Shows an approval entry, with what changed in the record since approval was asked, and with whole comments.',
    answers: { 200: shownEntry },
  },
  approveEntry: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-entries/{id}/approve`,
    function: 'manage',
    access: deciders,
    tag,
    summary: 'Approves. Counts once, however often it is sent.',
    body: decision,
    bodyOptional: true,
    answers: { 200: entry },
  },
  rejectEntry: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-entries/{id}/reject`,
    function: 'manage',
    access: deciders,
    tag,
    summary: 'Rejects the request.',
    body: decision,
    bodyOptional: true,
    answers: { 200: entry },
  },
  respondToEntry: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-entries/{id}/respond`,
    function: 'manage',
    access: deciders,
    tag,
    summary: 'Answers with one of the responses that the question names. Counts once, however often it is sent.',
    body: answer,
    answers: { 200: entry },
  },
  delegateEntry: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-entries/{id}/delegate`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Hands the entry to the substitute, the approver above, or the approval administrator.',
    body: decision,
    bodyOptional: true,
    answers: { 200: entry },
  },
  commentEntry: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-entries/{id}/comments`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Adds a comment.',
    body: remark,
    answers: { 200: entry },
  },
  decideEntries: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-entries/bulk`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Decides several entries, each on its own: one that fails does not keep the others.',
    description: 'Approving and rejecting need the role approver or admin; a sender too delegates.',
    body: bulk,
    answers: { 200: bulkResult },
  },
  reassignEntry: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-entries/{id}/reassign`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Gives an undecided entry to somebody else. Admins and the approval administrator may.',
    body: reassignment,
    answers: { 200: entry },
  },
  sendOverdueNotifications: {
    method: 'POST',
    path: `${COMPANY_PATH}/overdue-notifications`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Sends the overdue notifications, as Send Overdue Approval Notifications does.',
    description: 'Refused with 409 while no workflow on approvalRequest.overdue is enabled (template MS-OVERDUE).',
    answers: { 202: z.object({ eventId: z.string() }) },
  },
  approveRecord: recordDecision('approve', 'Approves what is asked of the caller about this record.'),
  rejectRecord: recordDecision('reject', 'Rejects what is asked of the caller about this record.'),
  delegateRecord: {
    ...recordDecision(
      'delegate',
      'Delegates what is asked of the caller about this record, or what the caller has sent.',
    ),
    access: 'member',
  },
} as const satisfies Record<string, Route>;

/** From the record's own page: the caller's own open entry there is meant; of a delegation, else the one that is open of a request of theirs. */
function recordDecision<Verb extends string>(verb: Verb, summary: string) {
  return {
    method: 'POST',
    path: `${COMPANY_PATH}/records/{entity}/{id}/${verb}`,
    function: 'manage',
    access: deciders,
    tag,
    summary,
    query: sourceQuery,
    body: decision,
    bodyOptional: true,
    answers: { 200: entry },
  } as const;
}
