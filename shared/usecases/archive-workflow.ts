import type { Workflow } from '../domain/workflow/workflow.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type ArchiveWorkflowResult =
  | { readonly kind: 'done'; readonly workflow: Workflow }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'enabled' };

/** Puts a disabled workflow out of sight, or takes it back. Its versions and the stories of its runs stay. */
export async function archiveWorkflow(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  input: { company: string; code: string; archived: boolean; actor: string },
): Promise<ArchiveWorkflowResult> {
  const { company, code, archived, actor } = input;
  return retryOnConflict(ports, async (): Promise<ArchiveWorkflowResult> => {
    const before = await workflowItems.get(ports.store, { company, code });
    if (!before) return { kind: 'not-found' };
    if (before.value.enabled) return { kind: 'enabled' };
    const { archivedAt, ...rest } = before.value;
    if ((archivedAt !== undefined) === archived) return { kind: 'done', workflow: before.value };
    const workflow: Workflow = archived ? { ...rest, archivedAt: instantOf(ports.clock) } : rest;
    await ports.store.write([
      workflowItems.update(before, workflow),
      auditChange(ports, {
        company,
        actor,
        action: archived ? 'workflow.archived' : 'workflow.unarchived',
        subject: `workflow/${code}`,
      }),
    ]);
    return { kind: 'done', workflow };
  });
}
