import * as z from 'zod';
import { instant, recordParameter, recordRef, runRef, sourceParameter } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const summaryShape = {
  id: z.string().describe("The sender's id."),
  source: z.string(),
  type: z.string(),
  status: z.enum(['received', 'planned', 'handled', 'parked']),
  record: recordRef,
  time: instant.describe("The sender's time."),
  receivedAt: instant,
  user: z.string().optional(),
};

const eventSummary = z.object(summaryShape).meta({ id: 'EventSummary' });

const conditionCheck = z
  .object({
    pointer: z.string().describe('JSON pointer into the conditions.'),
    text: z.string(),
    value: z.json().optional(),
    holds: z.boolean(),
    reason: z.string().optional(),
  })
  .meta({ id: 'ConditionCheck' });

const consideredWorkflow = z
  .object({
    workflow: z.string(),
    version: z.int().optional(),
    outcome: z.enum(['started', 'refused', 'notMatched', 'notEnabled']),
    reason: z.string().optional(),
    runId: z.string().optional().describe('The run that it started.'),
    conditions: z.array(conditionCheck).readonly().optional(),
  })
  .meta({ id: 'ConsideredWorkflow', description: 'A workflow on this event: started or not, and why.' });

const eventView = z
  .object({
    ...summaryShape,
    cause: z.string().optional().describe('The command or run that brought it about.'),
    sequence: z.int().describe('Number within the record.'),
    late: z.boolean().optional().describe('A newer event of the record came first.'),
    handledAt: instant.optional(),
    parkedReason: z.string().optional(),
    runs: z
      .array(runRef.extend({ workflow: z.string() }))
      .readonly()
      .describe('What it started.'),
    deliveredTo: z.array(z.string()).readonly().describe('Runs that got it.'),
    refusals: z.array(z.object({ workflow: z.string().optional(), reason: z.string() })).readonly(),
    considered: z.array(consideredWorkflow).readonly().optional().describe('With `?explain=true`.'),
  })
  .meta({ id: 'Event' });

const tag = 'Events';

export const eventRoutes = {
  listEvents: {
    method: 'GET',
    path: `${COMPANY_PATH}/events`,
    function: 'manage',
    access: ['admin', 'designer', 'auditor'],
    tag,
    summary: 'Lists events, newest first.',
    query: pageQuery.extend({
      source: sourceParameter.describe('Only events of this sender.'),
      record: recordParameter,
    }),
    answers: { 200: pageOf(eventSummary) },
  },
  getEvent: {
    method: 'GET',
    path: `${COMPANY_PATH}/events/{id}`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Shows an event and what became of it.',
    description: 'Admins, designers and auditors see all events, others their own; a source those that it sent.',
    query: z.object({
      source: sourceParameter,
      explain: z
        .enum(['true', 'false'])
        .exactOptional()
        .describe('`true`: every workflow on the event with its conditions, one by one.'),
    }),
    answers: { 200: eventView },
  },
} as const satisfies Record<string, Route>;
