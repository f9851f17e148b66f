import type { Run } from '../domain/run/run.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { findActions } from '../repositories/run-items.ts';

/** Commands that leave a record in another state than its requester may edit, and those that give it back. */
const LOCKING = 'records.setStatus';
const UNLOCKING = ['records.release', 'records.reopen'];

/** The status in which a run still holds its record, by the run's own memory; undefined when it gave it back or never took it. */
export async function statusGivenBy(
  ports: { store: ItemStore },
  run: Pick<Run, 'company' | 'id'>,
): Promise<string | undefined> {
  const actions = await findActions(ports.store, { company: run.company, runId: run.id });
  const last = actions.findLast(({ action }) => action === LOCKING || UNLOCKING.includes(action));
  return last?.action === LOCKING ? String(last.options.status ?? 'Pending Approval') : undefined;
}
