import * as z from 'zod';
import { workflowProblem } from '../problem-details.ts';
import { instant, jsonObject } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const definition = z
  .unknown()
  .meta({ type: 'object', description: 'A workflow in the language of docs/workflow.schema.json.' });

const draftQuery = z.object({
  draft: z
    .enum(['true', 'false'])
    .exactOptional()
    .describe('`true`: keep the definition although it has errors. It can not be enabled until they are gone.'),
});

const newWorkflow = z
  .strictObject({
    template: z.string().exactOptional().describe('Code of a template: a copy of it is made.'),
    definition: definition.optional(),
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/)
      .exactOptional()
      .describe(
        'Of a definition that comes from another installation: its id there. Kept unless it was ever taken here.',
      ),
  })
  .refine((body) => (body.template === undefined) !== (body.definition === undefined), {
    message: 'Give either "template" or "definition".',
  })
  .meta({ id: 'NewWorkflow' });

const head = {
  code: z.string(),
  description: z.string().optional(),
  category: z.string().optional(),
  kind: z.string().optional(),
  enabled: z.boolean(),
  paused: z
    .object({ since: instant, reason: z.string() })
    .optional()
    .describe(
      'Present while neither events nor the clock start it although it is enabled: too many runs failed one after the other. A run that succeeds ends it, and so does enabling again.',
    ),
  version: z.int().describe('The newest published version; 0 before the first enabling.'),
  template: z.string().optional().describe('Code of the template it was copied from.'),
  createdAt: instant,
  changedAt: instant,
  changedBy: z.string(),
  archivedAt: instant.optional().describe('Since when it is out of sight.'),
};

const workflowSummary = z.object(head).meta({ id: 'WorkflowSummary' });

/** A workflow as calls answer it. */
export const workflowAnswer = z
  .object({
    ...head,
    id: z.string().describe('Never reused, also when the code is.'),
    definition,
    problems: z.array(workflowProblem).readonly(),
  })
  .meta({ id: 'WorkflowView', description: 'A workflow with everything that is wrong with it.' });

/** A published version. */
export const workflowVersion = z
  .object({
    version: z.int(),
    definition,
    machineHash: z.string().describe('SHA-256 of the compiled state machine.'),
    publishedAt: instant,
    publishedBy: z.string(),
  })
  .meta({ id: 'WorkflowVersion' });

const template = z
  .object({
    code: z.string(),
    name: z.string(),
    category: z.string(),
    description: z.string(),
    fill: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('What must be filled in before a copy can be enabled, as JSON pointers into the definition.'),
    definition,
  })
  .meta({ id: 'Template', description: 'A workflow that ships with the product, to be copied.' });

const tag = 'Workflows';
const readers = ['admin', 'designer', 'auditor'] as const;
const designers = ['admin', 'designer'] as const;

export const workflowRoutes = {
  listTemplates: {
    method: 'GET',
    path: `${COMPANY_PATH}/templates`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Lists the templates.',
    answers: { 200: pageOf(template) },
  },
  listWorkflows: {
    method: 'GET',
    path: `${COMPANY_PATH}/workflows`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Lists the workflows by code.',
    query: pageQuery,
    answers: { 200: pageOf(workflowSummary) },
  },
  createWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflows`,
    function: 'manage',
    access: designers,
    tag,
    summary: 'Makes a workflow from a template or from a definition.',
    description: 'A definition with errors is refused with 422 and `problems`, or kept with `?draft=true`.',
    query: draftQuery,
    body: newWorkflow,
    answers: { 201: workflowAnswer },
  },
  getWorkflow: {
    method: 'GET',
    path: `${COMPANY_PATH}/workflows/{code}`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Shows a workflow and its problems.',
    answers: { 200: workflowAnswer },
  },
  putWorkflow: {
    method: 'PUT',
    path: `${COMPANY_PATH}/workflows/{code}`,
    function: 'manage',
    access: designers,
    tag,
    summary: 'Replaces the definition. What is enabled stays as it was published until it is enabled again.',
    query: draftQuery,
    body: z.strictObject({ definition }).meta({ id: 'WorkflowInput' }),
    answers: { 200: workflowAnswer },
  },
  deleteWorkflow: {
    method: 'DELETE',
    path: `${COMPANY_PATH}/workflows/{code}`,
    function: 'manage',
    access: designers,
    tag,
    summary: 'Deletes a workflow that is disabled and has no open runs.',
    answers: { 204: null },
  },
  enableWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflows/{code}/enable`,
    function: 'publish-workflow',
    access: designers,
    tag,
    summary: 'Validates, compiles, publishes and enables a workflow. Runs that are open keep their version.',
    answers: { 200: workflowAnswer },
  },
  disableWorkflow: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflows/{code}/disable`,
    function: 'publish-workflow',
    access: designers,
    tag,
    summary: 'Stops new runs. Open runs go on.',
    answers: { 200: workflowAnswer },
  },
  getStateMachine: {
    method: 'GET',
    path: `${COMPANY_PATH}/workflows/{code}/state-machine`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Shows the state machine (Amazon States Language) that the definition compiles to.',
    answers: { 200: jsonObject.meta({ id: 'StateMachine' }) },
  },
  listWorkflowVersions: {
    method: 'GET',
    path: `${COMPANY_PATH}/workflows/{code}/versions`,
    function: 'manage',
    access: readers,
    tag,
    summary: 'Lists the published versions, newest first.',
    query: pageQuery,
    answers: { 200: pageOf(workflowVersion) },
  },
} as const satisfies Record<string, Route>;
