import * as z from 'zod';
import { ROLES } from '../../domain/company/company.ts';
import { language, timeZone } from '../locale-fields.ts';
import { newName } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const memberInput = z
  .strictObject({
    email: z.email().max(254),
    roles: z.array(z.enum(ROLES)).describe('What the member may do.'),
    issuer: z
      .string()
      .min(1)
      .exactOptional()
      .describe("Issuer of the member's tokens. The installation's own when left out."),
    subject: z.string().min(1).exactOptional().describe("Subject of the member's tokens. The user id when left out."),
    language: language.exactOptional(),
    timeZone: timeZone.exactOptional(),
  })
  .meta({ id: 'MemberInput' });

const member = z
  .object({
    userId: z.string(),
    email: z.string(),
    roles: z.array(z.enum(ROLES)).readonly(),
    issuer: z.string(),
    subject: z.string(),
    language: z.string().optional(),
    timeZone: z.string().optional(),
  })
  .meta({ id: 'Member', description: 'A person of the company.' });

const duties = z
  .object({
    entries: z.array(z.object({ id: z.string(), status: z.string(), workflow: z.string() })).readonly(),
    approverOf: z.array(z.string()).readonly(),
    substituteOf: z.array(z.string()).readonly(),
    groups: z.array(z.string()).readonly(),
    administrator: z.boolean().describe('The member is the approval administrator.'),
    salespersonCode: z.string().optional(),
    workflows: z
      .array(z.string())
      .readonly()
      .describe('Workflows that ask or tell the member by name. They stay as they are: change them by hand.'),
  })
  .meta({ id: 'Duties' });

const handedOver = duties
  .extend({
    left: z
      .array(z.object({ entryId: z.string(), reason: z.string() }))
      .readonly()
      .describe('What could not go over.'),
  })
  .meta({ id: 'HandedOver' });

const tag = 'Members';

export const memberRoutes = {
  listMembers: {
    method: 'GET',
    path: `${COMPANY_PATH}/members`,
    function: 'manage',
    access: ['admin', 'designer', 'auditor'],
    tag,
    summary: 'Lists the members of the company.',
    query: pageQuery,
    answers: { 200: pageOf(member) },
  },
  getMember: {
    method: 'GET',
    path: `${COMPANY_PATH}/members/{userId}`,
    function: 'manage',
    access: ['admin', 'designer', 'auditor'],
    tag,
    summary: 'Shows a member.',
    answers: { 200: member },
  },
  putMember: {
    method: 'PUT',
    path: `${COMPANY_PATH}/members/{userId}`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Adds a member, or changes one.',
    description: 'Issuer and subject stay as they are when they are left out.',
    params: z.object({ userId: newName }),
    body: memberInput,
    answers: { 200: member, 201: member },
  },
  removeMember: {
    method: 'DELETE',
    path: `${COMPANY_PATH}/members/{userId}`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary:
      'Removes a member. Open approvals go to the substitute, the approver above or the approval administrator first.',
    answers: { 204: null },
  },
  getDuties: {
    method: 'GET',
    path: `${COMPANY_PATH}/members/{userId}/duties`,
    function: 'manage',
    access: ['admin', 'auditor'],
    tag,
    summary: 'Shows what somebody else has to take over when this member leaves.',
    answers: { 200: duties },
  },
  handOverDuties: {
    method: 'POST',
    path: `${COMPANY_PATH}/members/{userId}/hand-over`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Puts another member in the place of this one.',
    description:
      'Entries, chains, substitutes, groups, the part of approval administrator, and the salesperson code unless the other has one.',
    body: z
      .strictObject({
        to: z.string().min(1),
        dryRun: z.boolean().exactOptional().describe('Only says what would go over and what would not.'),
      })
      .meta({ id: 'HandOver' }),
    answers: { 200: handedOver },
  },
} as const satisfies Record<string, Route>;
