import { RUN_CANCELLED } from '../domain/run/error-names.ts';
import { isOpenRun, type Run } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { runItems } from '../repositories/run-items.ts';
import { auditChange } from './audit-change.ts';
import { type FinishPorts, finishRun } from './finish-run.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { causeOfCancelling, stopCancelled } from './stop-cancelled.ts';

export type CancelRunResult =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ended'; readonly status: Run['status'] };

/** Stops a run. Its clean-up (entries, restriction, reopening, notice) follows when the execution has ended, at once where there is none. */
export async function cancelRun(
  ports: FinishPorts,
  input: { company: string; runId: string; actor: string },
): Promise<CancelRunResult> {
  const marked = await retryOnConflict(ports, () => markCancelled(ports, input));
  if (marked.kind !== 'cancelled') return marked;
  const { run } = marked;
  if (!(await stopCancelled(ports, run, input.actor))) {
    const cause = causeOfCancelling(input.actor);
    await finishRun(ports, { company: run.company, runId: run.id, status: 'ABORTED', error: RUN_CANCELLED, cause });
  }
  return { kind: 'cancelled' };
}

async function markCancelled(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  input: { company: string; runId: string; actor: string },
): Promise<Exclude<CancelRunResult, { kind: 'cancelled' }> | { kind: 'cancelled'; run: Run }> {
  const before: Versioned<Run> | undefined = await runItems.get(ports.store, {
    company: input.company,
    id: input.runId,
  });
  if (!before) return { kind: 'not-found' };
  if (!isOpenRun(before.value)) return { kind: 'ended', status: before.value.status };
  if (before.value.cancelledBy) return { kind: 'cancelled', run: before.value };
  const run: Run = { ...before.value, cancelledBy: input.actor };
  await ports.store.write([
    runItems.update(before, run),
    auditChange(ports, {
      company: input.company,
      actor: input.actor,
      action: 'run.cancelled',
      subject: `run/${input.runId}`,
      record: run.record,
    }),
  ]);
  return { kind: 'cancelled', run };
}
