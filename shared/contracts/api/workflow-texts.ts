import * as z from 'zod';
import { workflowProblem } from '../problem-details.ts';
import { COMPANY_PATH, type Route } from './route.ts';

const tag = 'Workflows';

const imported = z
  .object({
    code: z.string().nullable().describe('Null where not even the form of a workflow is there.'),
    outcome: z.enum(['created', 'replaced', 'wouldCreate', 'wouldReplace', 'refused']),
    problems: z
      .array(workflowProblem)
      .readonly()
      .describe('What is wrong with it, and each name in it that means nothing here.'),
  })
  .meta({ id: 'ImportedWorkflow' });

/** Workflows as texts: YAML, JSON and Business Central's XML. */
export const workflowTextRoutes = {
  importWorkflows: {
    method: 'POST',
    path: `${COMPANY_PATH}/workflow-imports`,
    function: 'manage',
    access: ['admin', 'designer'],
    tag,
    summary:
      "Takes in the workflows of a text: YAML, JSON, or Business Central's XML. Those with errors become drafts.",
    body: z
      .strictObject({
        text: z.string().describe('One workflow or several: YAML documents, a JSON list, or an export.'),
        dryRun: z.boolean().default(false).describe('Says what would be, and changes nothing.'),
      })
      .meta({ id: 'WorkflowImport' }),
    answers: { 200: z.object({ items: z.array(imported).readonly() }).meta({ id: 'ImportedWorkflows' }) },
  },
  exportWorkflow: {
    method: 'GET',
    path: `${COMPANY_PATH}/workflows/{code}/export`,
    function: 'manage',
    access: ['admin', 'designer', 'auditor'],
    tag,
    summary:
      "Writes a workflow as a text: YAML and JSON come back exactly, Business Central's XML as far as it can say it.",
    query: z.object({ format: z.enum(['yaml', 'json', 'xml']).default('yaml') }),
    answers: {
      200: z
        .object({
          text: z.string(),
          problems: z.array(workflowProblem).readonly().describe('What the format can not say.'),
        })
        .meta({ id: 'ExportedWorkflow' }),
    },
  },
} as const satisfies Record<string, Route>;
