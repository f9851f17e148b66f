import type { Workflow } from '../domain/workflow/workflow.ts';
import type { Ports } from '../ports/ports.ts';
import { workflowItems, workflowVersionItems } from '../repositories/workflow-items.ts';
import { auditChange } from './audit-change.ts';
import { changesOfSchedule } from './changes-of-schedule.ts';
import { changesOfEnabledSets } from './enabled-sets.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type DisableWorkflowResult =
  | { readonly kind: 'disabled'; readonly workflow: Workflow }
  | { readonly kind: 'not-found' };

/** Stops new runs of a workflow. Open runs go on. */
export async function disableWorkflow(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  input: { company: string; code: string; actor: string },
): Promise<DisableWorkflowResult> {
  const { company, code, actor } = input;
  return retryOnConflict(ports, async (): Promise<DisableWorkflowResult> => {
    const before = await workflowItems.get(ports.store, { company, code });
    if (!before) return { kind: 'not-found' };
    if (!before.value.enabled) return { kind: 'disabled', workflow: before.value };
    const { id: workflowId, version } = before.value;
    const enabled = await workflowVersionItems.get(ports.store, { company, workflowId, version });
    const workflow: Workflow = { ...before.value, enabled: false };
    await ports.store.write([
      workflowItems.update(before, workflow),
      ...(await changesOfEnabledSets(ports, enabled?.value, undefined)),
      ...(await changesOfSchedule(ports, enabled?.value, undefined)),
      auditChange(ports, { company, actor, action: 'workflow.disabled', subject: `workflow/${code}` }),
    ]);
    return { kind: 'disabled', workflow };
  });
}
