import * as z from 'zod';
import { instant, jsonObject, recordRef, runRef, sourceParameter } from './fields.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const sourceQuery = z.object({ source: sourceParameter });

const content = z
  .strictObject({
    fields: jsonObject,
    lines: z.array(jsonObject).exactOptional(),
    url: z.url({ protocol: /^https?$/ }).exactOptional(),
  })
  .meta({ id: 'RecordContent', description: "The record as it is now, in the source's own words." });

const snapshot = z
  .object({
    source: z.string(),
    entity: z.string(),
    id: z.string(),
    fields: jsonObject,
    lines: z.array(jsonObject).readonly().optional(),
    url: z.string().optional(),
    sequence: z.int().describe('Counts the events of the record.'),
    at: instant,
    deleted: z.boolean().optional(),
    origin: z.object({ entity: z.string(), id: z.string() }).optional().describe('The record that it was made from.'),
  })
  .meta({
    id: 'RecordSnapshot',
    description: 'The record as we last heard of it, in the words of the field catalogue.',
  });

export const entryComment = z
  .object({
    userId: z.string(),
    text: z.string(),
    shortened: z
      .boolean()
      .optional()
      .describe('The text goes on: GET /approval-entries/{id} shows it as a whole, up to 2 MiB of an entry together.'),
    at: instant,
  })
  .meta({ id: 'EntryComment' });

const requestView = z
  .object({
    id: z.string(),
    runId: z.string(),
    record: recordRef.describe('This record, or one that it was made from.'),
    workflow: z.string(),
    status: z.enum(['pending', 'approved', 'rejected', 'canceled']),
    pendingApprovals: z.int(),
    senderId: z.string(),
    createdAt: instant,
    dueAt: instant,
    entries: z
      .array(
        z.object({
          id: z.string(),
          approverId: z.string(),
          status: z.enum(['created', 'open', 'approved', 'rejected', 'canceled']),
          sequence: z.int(),
          dueAt: instant,
          decidedBy: z.string().optional(),
          decidedAt: instant.optional(),
          comments: z.array(entryComment).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'ApprovalRequest', description: 'What a run asks about the record, newest first.' });

const recordView = z
  .object({
    snapshot,
    status: z.string().describe('`status` of the record where it has one; else Pending Approval or Open.'),
    restriction: z
      .object({ reason: z.string(), workflow: z.string(), runId: z.string(), at: instant })
      .optional()
      .describe('Why it may not be used.'),
    requests: z.array(requestView).readonly(),
    runs: z
      .array(
        runRef.extend({ workflow: z.string(), status: z.string(), startedAt: instant, endedAt: instant.optional() }),
      )
      .readonly(),
  })
  .meta({ id: 'RecordView' });

const accepted = z
  .object({ eventId: z.string(), source: z.string(), url: z.string().describe('Where to ask what became of it.') })
  .meta({ id: 'EventAccepted' });

const mayUse = z
  .object({
    allowed: z.boolean(),
    reason: z.string().optional(),
    workflow: z.string().optional(),
    openApprovers: z.array(z.string()).readonly().optional(),
  })
  .meta({ id: 'MayUse' });

const tag = 'Records';

const approvalQuestion = z
  .strictObject({
    record: content.exactOptional(),
    again: z
      .boolean()
      .exactOptional()
      .describe('Of a batch that was approved before: ask all the same. Refused with 409 otherwise.'),
  })
  .meta({ id: 'ApprovalQuestion' });

export const recordRoutes = {
  getRecord: {
    method: 'GET',
    path: `${COMPANY_PATH}/records/{entity}/{id}`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Shows a record as we know it, with its approval requests and runs.',
    query: sourceQuery,
    answers: { 200: recordView },
  },
  requestApproval: {
    method: 'POST',
    path: `${COMPANY_PATH}/records/{entity}/{id}/request-approval`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Asks approval of a record, as Send Approval Request does.',
    description:
      'Refused with 409 and the reason when no workflow matches, one is at work already, or nobody can approve.',
    query: sourceQuery,
    body: approvalQuestion,
    bodyOptional: true,
    answers: { 202: accepted },
  },
  cancelApproval: {
    method: 'POST',
    path: `${COMPANY_PATH}/records/{entity}/{id}/cancel-approval`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Takes an approval request back, as Cancel Approval Request does.',
    query: sourceQuery,
    answers: { 202: accepted },
  },
  mayUseRecord: {
    method: 'GET',
    path: `${COMPANY_PATH}/records/{entity}/{id}/may/{use}`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Says whether a record may be used: for `release`, `posting`, or whatever the asking system does.',
    query: sourceQuery,
    answers: { 200: mayUse },
  },
} as const satisfies Record<string, Route>;
