import * as z from 'zod';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

/** A group has room in one write of its request's entries. */
const MAX_MEMBERS = 200;

const sequence = z.int().min(1).max(9999);
const needs = z
  .union([z.enum(['all', 'any']), z.int().min(1).max(MAX_MEMBERS)])
  .describe('How many approvals the level takes: `all`, `any` one, or so many.');
const levels = z
  .array(z.strictObject({ sequence, needs }))
  .readonly()
  .describe('Levels without a rule behave as in Business Central: everybody who is asked must approve.');

const userGroupInput = z
  .strictObject({
    description: z.string().max(100).exactOptional(),
    members: z
      .array(
        z.strictObject({
          userId: z.string().min(1),
          sequence: sequence.exactOptional().describe('Equal numbers are one level. The last one and 1 when left out.'),
        }),
      )
      .max(MAX_MEMBERS)
      .readonly(),
    levels: levels.exactOptional(),
  })
  .meta({ id: 'UserGroupInput' });

const userGroup = z
  .object({
    code: z.string(),
    description: z.string().optional(),
    members: z.array(z.object({ userId: z.string(), sequence: z.int() })).readonly(),
    levels: z
      .array(z.object({ sequence: z.int(), needs: z.union([z.string(), z.int()]) }))
      .readonly()
      .optional(),
  })
  .meta({ id: 'UserGroup', description: 'People who approve together, level by level.' });

const params = z.object({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/, 'Use 1 to 20 letters, digits, ".", "_" or "-".'),
});

const tag = 'User groups';
const readers = ['admin', 'designer', 'auditor'] as const;

export const userGroupRoutes = {
  listUserGroups: {
    method: 'GET',
    path: `${COMPANY_PATH}/user-groups`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Lists the user groups.',
    query: pageQuery,
    answers: { 200: pageOf(userGroup) },
  },
  getUserGroup: {
    method: 'GET',
    path: `${COMPANY_PATH}/user-groups/{code}`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Shows a user group.',
    answers: { 200: userGroup },
  },
  putUserGroup: {
    method: 'PUT',
    path: `${COMPANY_PATH}/user-groups/{code}`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Adds or changes a user group.',
    description: 'Members must be in the approval user setup. Refused with 422 and every broken rule at once.',
    params,
    body: userGroupInput,
    answers: { 200: userGroup, 201: userGroup },
  },
  removeUserGroup: {
    method: 'DELETE',
    path: `${COMPANY_PATH}/user-groups/{code}`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Takes a user group away. Requests that it was asked for go on.',
    answers: { 204: null },
  },
} as const satisfies Record<string, Route>;
