import type { Problem } from '../../domain/workflow/problem.ts';
import type { Workflow } from '../../domain/workflow/workflow.ts';

/** A workflow as lists show it. Of a draft's definition nothing is certain but the code. */
export function workflowSummary(workflow: Workflow) {
  const { code, definition, enabled, version, template, createdAt, changedAt, changedBy, archivedAt } = workflow;
  const text = (name: 'description' | 'category' | 'kind') => {
    const value = Reflect.get(definition, name);
    return typeof value === 'string' ? { [name]: value } : {};
  };
  return {
    code,
    ...text('description'),
    ...text('category'),
    ...text('kind'),
    enabled,
    version,
    ...(template !== undefined && { template }),
    createdAt,
    changedAt,
    changedBy,
    ...(archivedAt !== undefined && { archivedAt }),
  };
}

/** A workflow with its definition and everything that is wrong with it. */
export function workflowView(workflow: Workflow, problems: readonly Problem[]) {
  return { ...workflowSummary(workflow), id: workflow.id, definition: workflow.definition, problems };
}
