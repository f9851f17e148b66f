import * as z from 'zod';
import { approvalUserRow } from './approval-users.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const finding = z
  .object({
    kind: z.enum(['sales', 'purchase', 'request']),
    code: z.enum(['nobody-unlimited', 'limit-not-higher', 'chain-ends', 'circle', 'approver-missing']),
    userId: z.string().optional(),
    detail: z.string(),
  })
  .meta({ id: 'SetupFinding' });

const MAX_ROWS = 2_000;
const importInput = z
  .strictObject({
    users: z.array(approvalUserRow).max(MAX_ROWS).readonly().exactOptional(),
    csv: z.string().max(1_000_000).exactOptional().describe('With a heading; as the export writes it.'),
    dryRun: z.boolean().default(false).describe('Only says what would become of each row.'),
  })
  .refine(({ users, csv }) => (users === undefined) !== (csv === undefined), 'Send either "users" or "csv".')
  .meta({ id: 'ApprovalUserImport' });

const importResult = z
  .object({
    saved: z.boolean().describe('False when a row is refused, and for a dry run: nothing was changed.'),
    rows: z
      .array(
        z.object({
          userId: z.string(),
          outcome: z.enum(['added', 'changed', 'unchanged', 'refused']),
          errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'ApprovalUserImportResult' });

const day = z.iso.date();
const policyInput = z
  .strictObject({
    requesterMayApprove: z.boolean().exactOptional().describe('Default true, as in Business Central.'),
    commentOnReject: z.boolean().exactOptional().describe('True: whoever rejects must say why.'),
    workingDays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .readonly()
      .exactOptional()
      .describe('1 Monday to 7 Sunday. When set, due dates count working days.'),
    holidays: z.array(day).max(400).readonly().exactOptional(),
    exchangeRates: z
      .record(z.string().regex(/^[A-Z]{3}$/, 'Use ISO 4217 codes.'), z.number().positive())
      .exactOptional()
      .describe('What one unit of a foreign currency is worth in local currency.'),
  })
  .meta({ id: 'ApprovalPolicyInput' });

const policy = z
  .object({
    requesterMayApprove: z.boolean(),
    commentOnReject: z.boolean(),
    workingDays: z.array(z.int()).readonly().optional(),
    holidays: z.array(z.string()).readonly().optional(),
    exchangeRates: z.record(z.string(), z.number()).optional(),
  })
  .meta({ id: 'ApprovalPolicy', description: 'What holds for all approvals, where a workflow says nothing else.' });

const tag = 'Approval users';
const readers = ['admin', 'designer', 'auditor'] as const;

export const approvalSetupRoutes = {
  testApprovalSetup: {
    method: 'GET',
    path: `${COMPANY_PATH}/approval-setup-test`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Tests the approval user setup: higher limits upward, somebody unlimited, no circle.',
    answers: { 200: z.object({ items: z.array(finding).readonly() }) },
  },
  exportApprovalUsers: {
    method: 'GET',
    path: `${COMPANY_PATH}/approval-users-export`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'The whole approval user setup, as rows and as CSV.',
    answers: { 200: z.object({ users: z.array(approvalUserRow).readonly(), csv: z.string() }) },
  },
  importApprovalUsers: {
    method: 'POST',
    path: `${COMPANY_PATH}/approval-users-import`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Takes in rows of the approval user setup, all or none.',
    body: importInput,
    answers: { 200: importResult },
  },
  getApprovalPolicy: {
    method: 'GET',
    path: `${COMPANY_PATH}/approval-policy`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Shows what holds for all approvals.',
    answers: { 200: policy },
  },
  putApprovalPolicy: {
    method: 'PUT',
    path: `${COMPANY_PATH}/approval-policy`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Says what holds for all approvals from now on.',
    body: policyInput,
    answers: { 200: policy },
  },
} as const satisfies Record<string, Route>;
