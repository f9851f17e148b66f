import * as z from 'zod';
import { instant, jsonObject, recordParameter } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.string().describe('A user id, `source:<id>`, `run:<id>` or `system`.'),
    action: z.string().describe('`entry.approved`, `workflow.enabled`, ...'),
    subject: z.string().describe('`workflow/POAPW-01`, `member/manager`, ...'),
    record: z.string().optional().describe('`source/entity/id`.'),
    details: jsonObject.optional(),
  })
  .meta({ id: 'AuditEntry', description: 'Who did what to what, when.' });

export const auditRoutes = {
  listAudit: {
    method: 'GET',
    path: `${COMPANY_PATH}/audit`,
    function: 'manage',
    access: ['admin', 'auditor'],
    tag: 'Audit',
    summary: 'Lists the audit trail, newest first.',
    query: pageQuery.extend({ record: recordParameter }),
    answers: { 200: pageOf(auditEntry) },
  },
} as const satisfies Record<string, Route>;
