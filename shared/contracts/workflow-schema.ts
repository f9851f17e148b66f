import * as z from 'zod';
import type { JsonObject } from '../domain/json/json.ts';
import { workflowDefinition } from './workflow-definition.ts';

/** The JSON Schema (2020-12) of a workflow: published as docs/workflow.schema.json, served, and used by editors. */
export function workflowSchema(): JsonObject {
  const schema = z.toJSONSchema(workflowDefinition, { target: 'draft-2020-12' });
  return JSON.parse(JSON.stringify(schema)) as JsonObject;
}
