import { isOpenRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import { runItems, runsOfCompany } from '../repositories/run-items.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type DeleteWorkflowResult =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'enabled' }
  | { readonly kind: 'has-open-runs'; readonly runId: string };

const PAGE_SIZE = 1000;

/** Deletes a workflow. Its published versions stay: the stories of its runs refer to them. */
export async function deleteWorkflow(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  input: { company: string; code: string; actor: string },
): Promise<DeleteWorkflowResult> {
  const { company, code, actor } = input;
  return retryOnConflict(ports, async (): Promise<DeleteWorkflowResult> => {
    const before = await workflowItems.get(ports.store, { company, code });
    if (!before) return { kind: 'not-found' };
    if (before.value.enabled) return { kind: 'enabled' };
    const runId = before.value.version > 0 ? await openRunOf(ports, company, before.value.id) : undefined;
    if (runId !== undefined) return { kind: 'has-open-runs', runId };
    await ports.store.write([
      workflowItems.remove(before),
      auditChange(ports, {
        company,
        actor,
        action: 'workflow.deleted',
        subject: `workflow/${code}`,
        details: { id: before.value.id },
      }),
    ]);
    return { kind: 'deleted' };
  });
}

/** Reads the company's runs from the newest on: open ones are found early. Only a rare call pays for reading all of them. */
async function openRunOf(
  ports: Pick<Ports, 'store'>,
  company: string,
  workflowId: string,
): Promise<string | undefined> {
  let cursor: string | undefined;
  do {
    const page = await runItems.query(ports.store, {
      index: 'lists',
      partition: runsOfCompany(company),
      order: 'descending',
      limit: PAGE_SIZE,
      ...(cursor !== undefined && { cursor }),
    });
    const open = page.items.find(({ value }) => value.workflowId === workflowId && isOpenRun(value));
    if (open) return open.value.id;
    cursor = page.next;
  } while (cursor !== undefined);
  return undefined;
}
