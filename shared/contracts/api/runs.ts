import * as z from 'zod';
import { instant, recordParameter, recordRef, runRef } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const status = z.enum(['starting', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'timedOut']);
const failure = z.object({ name: z.string(), message: z.string() }).meta({ id: 'RunError' });

const head = {
  id: z.string(),
  workflow: z.string(),
  version: z.int(),
  status,
  record: recordRef,
  requestedBy: z.string().optional(),
  startedAt: instant,
  endedAt: instant.optional(),
  error: failure.optional(),
};

const runSummary = z.object({ ...head, url: z.string() }).meta({ id: 'RunSummary' });

const runStory = z
  .object({
    ...head,
    event: z.object({ source: z.string(), id: z.string(), type: z.string() }).describe('What started it.'),
    parked: z
      .object({ step: z.string(), action: z.string(), message: z.string() })
      .optional()
      .describe('Why the run stands still until somebody retries or cancels it.'),
    response: z.object({ text: z.string().optional(), data: z.json().optional() }).optional(),
    steps: z
      .array(
        z.object({
          id: z.string(),
          kind: z.string(),
          title: z.string(),
          status: z.enum(['running', 'waiting', 'succeeded', 'failed']),
          startedAt: instant,
          endedAt: instant.optional(),
          input: z.json().optional(),
          output: z.json().optional(),
          error: failure.optional(),
          progress: z
            .object({ done: z.int(), of: z.int() })
            .optional()
            .describe('Of a forEach: how many items are done. Each part of a long list tells of the whole list.'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Run', description: 'Everything that happened in a run, step by step.' });

/** Each is some writes and a call: so many fit into the time of one request. */
const MAX_BULK = 100;

const action = z.enum(['cancel', 'retry', 'resubmit']);

const bulk = z
  .union([
    z.strictObject({ action, ids: z.array(z.string().min(1)).min(1).max(MAX_BULK).readonly() }),
    z.strictObject({
      action,
      filter: z
        .strictObject({ status, workflow: z.string().min(1).exactOptional().describe('Code of the workflow.') })
        .describe('Which runs, as in the list of runs, newest first.'),
      limit: z.int().min(1).max(MAX_BULK).default(MAX_BULK).describe('How many at most.'),
      cursor: z.string().exactOptional().describe('`next` of the answer before: goes on where that ended.'),
    }),
  ])
  .meta({ id: 'BulkRunAction' });

const bulkResult = z
  .object({
    results: z
      .array(
        z.object({
          id: z.string(),
          status: z.int().describe('What the call for this run alone would have answered.'),
          run: runRef.optional().describe('The run; after `resubmit`, the new one.'),
          detail: z.string().optional().describe('Why nothing was done.'),
        }),
      )
      .readonly(),
    next: z.string().optional().describe('Present when more runs may meet the filter: the `cursor` of the next call.'),
  })
  .meta({ id: 'BulkRunResult' });

const tag = 'Runs';

export const runRoutes = {
  listRuns: {
    method: 'GET',
    path: `${COMPANY_PATH}/runs`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Lists runs, newest first.',
    description:
      'Admins, designers and auditors see all runs, others those that they asked for; a source those about its records.',
    query: pageQuery.extend({
      workflow: z.string().min(1).exactOptional().describe('Code of the workflow.'),
      status: status.exactOptional(),
      record: recordParameter,
    }),
    answers: { 200: pageOf(runSummary) },
  },
  getRun: {
    method: 'GET',
    path: `${COMPANY_PATH}/runs/{id}`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Tells the story of a run.',
    answers: { 200: runStory },
  },
  cancelRun: {
    method: 'POST',
    path: `${COMPANY_PATH}/runs/{id}/cancel`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary: 'Stops a run. Its entries are closed and its restriction is lifted.',
    answers: { 202: runSummary },
  },
  signalRun: {
    method: 'POST',
    path: `${COMPANY_PATH}/runs/{id}/signals`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Hands a run an event from outside that one of its waits listens to.',
    description:
      'Whoever may see the run may signal it. The event is of an entity of your own, such as `parcel.delivered`; `fields` are `$record.fields` then.',
    body: z
      .strictObject({
        event: z.string().describe('<entity>.<verb>'),
        fields: z.record(z.string(), z.json()).default({}),
      })
      .meta({ id: 'Signal' }),
    answers: { 202: z.object({ eventId: z.string() }).meta({ id: 'AcceptedSignal' }) },
  },
  resubmitRun: {
    method: 'POST',
    path: `${COMPANY_PATH}/runs/{id}/resubmit`,
    function: 'manage',
    access: ['admin', 'designer'],
    tag,
    summary: 'Starts the workflow again with what an ended run began with, in the version that is enabled now.',
    answers: { 202: z.object({ id: z.string(), url: z.string() }).meta({ id: 'ResubmittedRun' }) },
  },
  retryRun: {
    method: 'POST',
    path: `${COMPANY_PATH}/runs/{id}/retry`,
    function: 'manage',
    access: ['admin'],
    tag,
    summary:
      'Lets a run that stands still try the refused command again, and one that failed go on at the step that failed (within 14 days).',
    answers: { 202: runSummary },
  },
  actOnRuns: {
    method: 'POST',
    path: `${COMPANY_PATH}/runs/bulk`,
    function: 'manage',
    access: ['admin', 'designer'],
    tag,
    summary:
      'Cancels, retries or resubmits several runs, each on its own: one that is refused does not keep the others.',
    description:
      'Either those with the ids, or those that meet a filter. Designers may only resubmit, as with one run. A call takes at most 100; with a filter, call again with `next` as the `cursor` until there is none.',
    body: bulk,
    answers: { 200: bulkResult },
  },
} as const satisfies Record<string, Route>;
