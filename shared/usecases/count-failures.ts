import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { failuresInRowItems } from '../repositories/run-limit-items.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { disableWorkflow } from './disable-workflow.ts';
import { findOwners } from './find-owners.ts';

/** A flow whose runs fail so often one after the other does harm, or nothing: somebody must look at it. */
const MOST_FAILURES_IN_ROW = 20;

/** Who is named in the audit trail where nobody did it. */
const PLATFORM_ACTOR = 'werkstroom';

/** What a run that ended changes about its workflow. */
export interface Counted {
  readonly changes: readonly Change[];
  /** No run of the workflow has failed since the last one that succeeded. */
  readonly isFirst: boolean;
}

/**
 * Counts runs that failed one after the other. A flow that has failed too often is paused: it is disabled, and its owner is told. Approval workflows are not:
 * requesters hear of each of their failures, and without the workflow nothing could be approved.
 */
export async function countFailures(ports: Pick<Ports, 'store' | 'clock' | 'ids'>, run: Run): Promise<Counted> {
  if (run.status === 'cancelled') return { changes: [], isFirst: false };
  const { company, workflowId } = run;
  const before = await failuresInRowItems.get(ports.store, { company, workflowId });
  if (run.status === 'succeeded') return { changes: before ? [failuresInRowItems.remove(before)] : [], isFirst: false };
  const count = (before?.value.count ?? 0) + 1;
  const isTooOften = run.kind !== 'approval' && count >= MOST_FAILURES_IN_ROW;
  const paused = isTooOften && (await pause(ports, run)) ? await tellOwners(ports, run) : [];
  // Enabled again, it is counted from the start.
  const next = isTooOften ? 0 : count;
  return {
    changes: [failuresInRowItems.save(before, { company, workflowId, count: next }), ...paused],
    isFirst: before === undefined,
  };
}

/** True when the workflow was enabled and is not any more. */
async function pause(ports: Pick<Ports, 'store' | 'clock' | 'ids'>, run: Run): Promise<boolean> {
  const workflow = await workflowItems.get(ports.store, { company: run.company, code: run.workflow });
  if (!workflow?.value.enabled || workflow.value.id !== run.workflowId) return false;
  await disableWorkflow(ports, { company: run.company, code: run.workflow, actor: PLATFORM_ACTOR });
  return true;
}

async function tellOwners(ports: Pick<Ports, 'store' | 'clock'>, run: Run): Promise<readonly Change[]> {
  const { company, workflow } = run;
  const text = `${MOST_FAILURES_IN_ROW} runs of ${workflow} failed one after the other, so it was disabled. The last failure: ${run.error?.message ?? ''} Mend it and enable it again.`;
  const owners = await findOwners(ports, run);
  return owners.map((userId) =>
    outgoingNotification({
      company,
      group: notificationGroup(run.id),
      id: `paused/${run.id}/${userId}`,
      to: { userId },
      content: { kind: 'email', subject: `${workflow} was paused`, text },
      now: instantOf(ports.clock),
    }),
  );
}
