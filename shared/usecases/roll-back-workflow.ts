import { workflowItems, workflowVersionItems } from '../repositories/workflow-items.ts';
import type { WorkflowPorts } from './create-workflow.ts';
import { type PutWorkflowResult, putWorkflow } from './put-workflow.ts';

/**
 * Makes the definition of an earlier version the one that is edited. What is enabled stays as it is until it is enabled again, which publishes
 * it as a new version: history only grows. A version that would not be accepted any more comes back as a draft with its problems.
 */
export async function rollBackWorkflow(
  ports: WorkflowPorts,
  input: { company: string; code: string; version: number; actor: string },
): Promise<PutWorkflowResult> {
  const { company, code, version, actor } = input;
  const workflow = await workflowItems.get(ports.store, { company, code });
  if (!workflow) return { kind: 'not-found' };
  const id = { company, workflowId: workflow.value.id, version };
  const earlier = await workflowVersionItems.get(ports.store, id);
  if (!earlier) return { kind: 'not-found' };
  return putWorkflow(ports, { company, code, definition: earlier.value.definition, draft: true, actor });
}
