import { z } from 'zod';
import { ROLES } from '../../domain/company/company.ts';
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
    language: z
      .string()
      .min(2)
      .max(35)
      .refine(isLanguage, 'It must be a language tag, for example nl-NL.')
      .exactOptional(),
    timeZone: z.string().refine(isTimeZone, 'It must be an IANA time zone.').exactOptional(),
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

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

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
} as const satisfies Record<string, Route>;
