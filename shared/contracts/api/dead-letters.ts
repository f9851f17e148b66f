import * as z from 'zod';
import { instant, recordRef } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const deadLetter = z
  .object({
    id: z.string(),
    queue: z.enum(['events', 'decisions', 'notifications']),
    reason: z.string(),
    parkedAt: instant,
    event: z.object({ source: z.string(), id: z.string(), type: z.string() }).optional(),
    record: recordRef.optional(),
  })
  .meta({
    id: 'DeadLetter',
    description: 'A message that could not be handled, kept until somebody sends it on its way again.',
  });

const tag = 'Dead letters';

export const deadLetterRoutes = {
  listDeadLetters: {
    method: 'GET',
    path: `${COMPANY_PATH}/dead-letters`,
    function: 'manage',
    access: ['admin', 'auditor'],
    tag,
    summary: 'Lists messages that could not be handled, oldest first.',
    query: pageQuery,
    answers: { 200: pageOf(deadLetter) },
  },
  redriveDeadLetter: {
    method: 'POST',
    path: `${COMPANY_PATH}/dead-letters/{id}/redrive`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Puts the message back on its queue.',
    answers: { 202: deadLetter },
  },
} as const satisfies Record<string, Route>;
