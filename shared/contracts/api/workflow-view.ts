import type { Problem } from '../../domain/workflow/problem.ts';
import type { Workflow } from '../../domain/workflow/workflow.ts';

/** Why an enabled workflow is not started all the same. */
interface Pause {
  readonly since: string;
  readonly reason: string;
}

/** A workflow as lists show it. Of a draft's definition nothing is certain but the code. */
export function workflowSummary(workflow: Workflow, paused?: Pause) {
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
    ...(enabled && paused && { paused }),
    version,
    ...(template !== undefined && { template }),
    createdAt,
    changedAt,
    changedBy,
    ...(archivedAt !== undefined && { archivedAt }),
  };
}

/** A workflow with its definition and everything that is wrong with it. */
export function workflowView(workflow: Workflow, problems: readonly Problem[], paused?: Pause) {
  return { ...workflowSummary(workflow, paused), id: workflow.id, definition: workflow.definition, problems };
}
