import * as z from 'zod';
import { workflowProblem } from '../problem-details.ts';
import { jsonObject, moment } from './fields.ts';
import { COMPANY_PATH, type Route } from './route.ts';
import { workflowAnswer, workflowVersion } from './workflows.ts';

const tag = 'Workflows';
const readers = ['admin', 'designer', 'auditor'] as const;
const designers = ['admin', 'designer'] as const;

const change = z
  .object({
    pointer: z.string().describe('JSON pointer into the definition.'),
    kind: z.enum(['added', 'removed', 'changed']),
    before: z.json().optional(),
    after: z.json().optional(),
  })
  .meta({ id: 'DefinitionChange' });

const comparedVersion = workflowVersion
  .extend({
    comparedWith: z.int().describe('The version that it is compared with; 0 for the empty beginning.'),
    changes: z.array(change).readonly(),
  })
  .meta({ id: 'ComparedVersion', description: 'A published version and what changed.' });

const field = z
  .object({
    name: z.string(),
    type: z.enum(['code', 'text', 'number', 'date', 'time', 'dateTime', 'boolean', 'option']),
    options: z.array(z.string()).readonly().optional(),
    calculated: z.boolean().optional().describe('Computed when it is asked for.'),
  })
  .meta({ id: 'Field' });

const entityFields = z
  .object({
    entity: z.string(),
    title: z.string(),
    fields: z.array(field).readonly(),
    lines: z.array(field).readonly().optional(),
  })
  .meta({ id: 'EntityFields', description: 'What is known of the fields of an entity. Sources may send more.' });

/** What a simulation is told to choose. */
export const choices = z
  .record(z.string(), z.array(z.union([z.int(), z.string()])))
  .describe(
    'What is chosen at waits, by step id or pointer, one for each time the wait is met: the number of a branch, its event, `timeout`, or an answer. The first branch where nothing is said.',
  );

const simulationInput = z
  .strictObject({
    event: z
      .strictObject({
        type: z.string().optional().describe('Of the workflow when left out.'),
        user: z.string().optional(),
        record: z.strictObject({
          id: z.string().optional(),
          source: z.string().optional(),
          fields: jsonObject,
          lines: z.array(jsonObject).optional(),
        }),
        previous: z.strictObject({ fields: jsonObject }).optional(),
      })
      .optional()
      .describe('An event that is made up.'),
    eventId: z.string().optional().describe('An event that came: the sender’s id.'),
    source: z.string().optional().describe('The sender, where the id is not unique.'),
    since: moment.optional().describe('All events of a period: the backtest.'),
    until: moment.optional().describe('The end of the period. Now when left out.'),
    cursor: z.string().optional().describe('Of the page of the backtest before.'),
    limit: z.int().min(1).max(200).optional(),
    inputs: jsonObject.optional(),
    choices: choices.optional(),
  })
  .refine((body) => [body.event, body.eventId, body.since].filter((given) => given !== undefined).length === 1, {
    message: 'Give exactly one of "event", "eventId" and "since".',
  })
  .refine(({ since, until }) => since === undefined || until === undefined || Date.parse(since) <= Date.parse(until), {
    path: ['until'],
    message: 'The period ends before it begins.',
  })
  .meta({ id: 'SimulationInput' });

const simulated = jsonObject.meta({
  id: 'Simulation',
  description:
    'Whether it starts and why, the path with stubbed actions, who would be asked, what would be sent, the outcome and the estimated cost of 1,000 runs. A backtest has `items`, `totals` and `next`.',
});

/** What becomes of a workflow beside being edited and enabled. */
export const workflowLifeRoutes = {
  copyWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflows/{code}/copy`,
    function: 'manage',
    access: designers,
    tag,
    summary: 'Copies a workflow under a new code, disabled.',
    body: z
      .strictObject({ code: z.string().optional().describe('The next free number of the original when left out.') })
      .meta({ id: 'CopyInput' }),
    bodyOptional: true,
    answers: { 201: workflowAnswer },
  },
  archiveWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflows/{code}/archive`,
    function: 'manage',
    access: designers,
    tag,
    summary: 'Puts a disabled workflow out of sight, or takes it back.',
    body: z.strictObject({ archived: z.boolean().default(true) }).meta({ id: 'ArchiveInput' }),
    bodyOptional: true,
    answers: { 200: workflowAnswer },
  },
  getWorkflowVersion: {
    method: 'GET',
    path: `${COMPANY_PATH}/workflows/{code}/versions/{version}`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Shows a published version and what changed since the one before, or since another one.',
    query: z.object({
      since: z
        .string()
        .regex(/^\d{1,9}$/)
        .optional()
        .describe('Number of an earlier version.'),
    }),
    answers: { 200: comparedVersion },
  },
  rollBackWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflows/{code}/rollback`,
    function: 'manage',
    access: designers,
    tag,
    summary: 'Takes the definition of an earlier version. Enabling publishes it as a new one.',
    body: z.strictObject({ version: z.int().min(1) }).meta({ id: 'RollbackInput' }),
    answers: { 200: workflowAnswer },
  },
  listFieldCatalogues: {
    method: 'GET',
    path: `${COMPANY_PATH}/field-catalogues`,
    function: 'manage',
    access: 'member',
    tag,
    summary: 'Lists what is known of the fields of every built-in entity.',
    answers: { 200: z.object({ items: z.array(entityFields).readonly() }).meta({ id: 'FieldCatalogues' }) },
  },
  checkWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflow-checks`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Says what is wrong with a definition in this company, without keeping it.',
    body: z
      .strictObject({ definition: z.unknown().meta({ type: 'object', description: 'A workflow in any form.' }) })
      .meta({ id: 'CheckInput' }),
    answers: { 200: z.object({ problems: z.array(workflowProblem).readonly() }).meta({ id: 'CheckedWorkflow' }) },
  },
  simulateWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflows/{code}/simulate`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Says what would happen, for one event or for those of a period. Changes and sends nothing.',
    body: simulationInput,
    answers: {
      200: z.object({ problems: z.array(workflowProblem).readonly(), simulation: simulated }).meta({ id: 'Simulated' }),
    },
  },
} as const satisfies Record<string, Route>;
