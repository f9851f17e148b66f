import { z } from 'zod';
import { instant, recordParameter, recordRef } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { entryComment } from './records.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const status = z.enum(['created', 'open', 'approved', 'rejected', 'canceled']);
const MAX_COMMENT_LENGTH = 2_000;

const entry = z
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
    comments: z.array(entryComment).readonly(),
  })
  .meta({ id: 'ApprovalEntry', description: "One approver's part in a request." });

const person = z.string().min(1).exactOptional();

const listQuery = pageQuery.extend({
  approver: person.describe('A user id, or `me`.'),
  sender: person.describe('A user id, or `me`.'),
  status: status.exactOptional(),
  record: recordParameter,
  run: z.string().min(1).exactOptional(),
});

const decision = z
  .strictObject({ comment: z.string().trim().max(MAX_COMMENT_LENGTH).exactOptional() })
  .meta({ id: 'Decision' });
const remark = z.strictObject({ comment: z.string().trim().min(1).max(MAX_COMMENT_LENGTH) }).meta({ id: 'Comment' });

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
    summary: 'Shows an approval entry.',
    answers: { 200: entry },
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
} as const satisfies Record<string, Route>;
