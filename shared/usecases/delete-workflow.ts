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
  | { readonly kind: 'has-open-runs'; readonly runIds: readonly string[] };

const PAGE_SIZE = 1000;
/** Who has more of them open cancels them by the list of runs. */
const MOST_RUNS_TOLD = 100;

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
    const runIds = before.value.version > 0 ? await openRunsOf(ports, company, before.value.id) : [];
    if (runIds.length > 0) return { kind: 'has-open-runs', runIds };
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

/** Reads the company's runs from the newest on, until enough open ones are found. Only a rare call pays for reading all of them. */
async function openRunsOf(
  ports: Pick<Ports, 'store'>,
  company: string,
  workflowId: string,
): Promise<readonly string[]> {
  const open: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await runItems.query(ports.store, {
      index: 'lists',
      partition: runsOfCompany(company),
      order: 'descending',
      limit: PAGE_SIZE,
      ...(cursor !== undefined && { cursor }),
    });
    const found = page.items.filter(({ value }) => value.workflowId === workflowId && isOpenRun(value));
    open.push(...found.map(({ value }) => value.id));
    cursor = page.next;
  } while (cursor !== undefined && open.length < MOST_RUNS_TOLD);
  return open.slice(0, MOST_RUNS_TOLD);
}
