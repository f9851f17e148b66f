import * as z from 'zod';
import { jsonObject, runRef } from './fields.ts';
import { pageOf } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const chosenRecord = z
  .strictObject({
    entity: z.string().min(1),
    id: z.string().min(1),
    source: z.string().min(1).exactOptional(),
    fields: jsonObject.exactOptional().describe("Values now on the page, in the source's own words."),
  })
  .meta({
    id: 'ChosenRecord',
    description: 'A record that the user has before them. We need not have seen it before.',
  });

/** More would take longer than one request may. */
const MAX_RECORDS = 100;

const flow = z
  .object({
    code: z.string(),
    description: z.string().optional(),
    inputs: jsonObject.optional().describe('JSON Schema of what is asked first.'),
  })
  .meta({ id: 'InstantFlow' });

const start = z
  .strictObject({
    record: chosenRecord.exactOptional(),
    records: z.array(chosenRecord).min(1).max(MAX_RECORDS).exactOptional(),
    inputs: jsonObject.default({}),
  })
  .refine((body) => (body.record === undefined) !== (body.records === undefined), {
    message: 'Give either "record" or "records".',
  })
  .meta({ id: 'StartFlow' });

const response = z.object({ text: z.string().optional(), data: z.json().optional() }).meta({ id: 'FlowResponse' });

const startedRuns = z.object({ runs: z.array(runRef).readonly() }).meta({ id: 'StartedRuns' });

const answeredRuns = z
  .object({
    runs: z.array(runRef.extend({ status: z.string(), response: response.optional() })).readonly(),
    response: response.optional().describe('Of the first run.'),
  })
  .meta({ id: 'AnsweredRuns' });

const tag = 'Automate';

export const automateRoutes = {
  listInstantFlows: {
    method: 'GET',
    path: `${COMPANY_PATH}/automate`,
    function: 'manage',
    access: ['automate'],
    tag,
    summary: 'Lists what the Automate menu offers here.',
    query: z.object({
      entity: z.string().min(1),
      view: z.enum(['list', 'card', 'document']).exactOptional(),
      id: z.string().exactOptional().describe('The record on the page. The menu is the same for all records today.'),
    }),
    answers: { 200: pageOf(flow) },
  },
  startInstantFlow: {
    method: 'POST',
    path: `${COMPANY_PATH}/automate/{code}`,
    function: 'manage',
    access: ['automate'],
    tag,
    summary: 'Starts an instant flow on one or more records.',
    description:
      '202 with the runs. With `Prefer: wait=20` the answer comes when the flow has answered (200), or after that many seconds (202).',
    body: start,
    answers: { 200: answeredRuns, 202: startedRuns },
  },
} as const satisfies Record<string, Route>;
