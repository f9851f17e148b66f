import * as z from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const limit = z.number().exactOptional().describe('Amount in local currency. 0, or left out: no authority.');
const unlimited = z.boolean().exactOptional();
const userId = z.string().min(1).exactOptional();

const absence = z.strictObject({
  from: z.iso.date().describe('First day.'),
  to: z.iso.date().describe('Last day.'),
  note: z.string().max(250).exactOptional(),
});

const approvalUserFields = z.strictObject({
  email: z.string().exactOptional().describe('Where requests are sent. The e-mail of the member when left out.'),
  approverId: userId.describe('Who approves what this user may not. Must be in the setup already.'),
  substituteId: userId.describe('Who gets what this user delegates.'),
  salespersonCode: z.string().min(1).max(20).exactOptional().describe('Salesperson or purchaser code on records.'),
  salesLimit: limit,
  purchaseLimit: limit,
  requestLimit: limit.describe('For purchase quotes and G/L account lines. Amount in local currency.'),
  unlimitedSales: unlimited,
  unlimitedPurchase: unlimited,
  unlimitedRequest: unlimited,
  administrator: z.boolean().exactOptional().describe('The approval administrator. At most one.'),
  phone: z.string().max(30).exactOptional(),
  absences: z
    .array(absence)
    .max(100)
    .readonly()
    .exactOptional()
    .describe('Days on which requests go to the substitute at once.'),
});

const approvalUserInput = approvalUserFields.meta({ id: 'ApprovalUserInput' });

/** One row of the setup, for import and export. */
export const approvalUserRow = approvalUserFields.extend({ userId: z.string().min(1) }).meta({ id: 'ApprovalUserRow' });

const approvalUser = z
  .object({
    userId: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
    approverId: z.string().optional(),
    substituteId: z.string().optional(),
    salespersonCode: z.string().optional(),
    salesLimit: z.number().optional(),
    purchaseLimit: z.number().optional(),
    requestLimit: z.number().optional(),
    unlimitedSales: z.boolean().optional(),
    unlimitedPurchase: z.boolean().optional(),
    unlimitedRequest: z.boolean().optional(),
    administrator: z.boolean().optional(),
    absences: z
      .array(z.object({ from: z.string(), to: z.string(), note: z.string().optional() }))
      .readonly()
      .optional(),
  })
  .meta({ id: 'ApprovalUser', description: 'What a member may approve, and who comes next.' });

const tag = 'Approval users';
const readers = ['admin', 'designer', 'auditor'] as const;

export const approvalUserRoutes = {
  listApprovalUsers: {
    method: 'GET',
    path: `${COMPANY_PATH}/approval-users`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Lists the approval user setup.',
    query: pageQuery,
    answers: { 200: pageOf(approvalUser) },
  },
  getApprovalUser: {
    method: 'GET',
    path: `${COMPANY_PATH}/approval-users/{userId}`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Shows the approval user setup of a member.',
    answers: { 200: approvalUser },
  },
  putApprovalUser: {
    method: 'PUT',
    path: `${COMPANY_PATH}/approval-users/{userId}`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Sets up a member as approval user.',
    description: 'Refused with 422 and every broken rule at once.',
    body: approvalUserInput,
    answers: { 200: approvalUser, 201: approvalUser },
  },
  removeApprovalUser: {
    method: 'DELETE',
    path: `${COMPANY_PATH}/approval-users/{userId}`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Takes a member out of the approval user setup.',
    answers: { 204: null },
  },
} as const satisfies Record<string, Route>;
