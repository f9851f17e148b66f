import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { failuresInRowItems } from '../repositories/run-limit-items.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { findOwners } from './find-owners.ts';

/** A flow whose runs fail so often one after the other does harm, or nothing: somebody must look at it. */
export const MOST_FAILURES_IN_ROW = 20;

/** What a run that ended changes about its workflow. */
export interface Counted {
  readonly changes: readonly Change[];
  /** No run of the workflow has failed since the last one that succeeded. */
  readonly isFirst: boolean;
}

/**
 * Counts runs that failed one after the other. A flow that has failed too often is paused, and its owner is told: neither events nor the clock start it until
 * a run succeeds (one that a person starts or retries) or it is enabled again. Approval workflows are not: requesters hear of each of their failures, and
 * without the workflow nothing could be approved.
 */
export async function countFailures(ports: Pick<Ports, 'store' | 'clock'>, run: Run): Promise<Counted> {
  if (run.status === 'cancelled') return { changes: [], isFirst: false };
  const { company, workflowId } = run;
  const before = await failuresInRowItems.get(ports.store, { company, workflowId });
  if (run.status === 'succeeded') return { changes: before ? [failuresInRowItems.remove(before)] : [], isFirst: false };
  // What is paused is counted no more: its last runs may fail all at once.
  if (before?.value.pausedAt !== undefined) return { changes: [], isFirst: false };
  const count = (before?.value.count ?? 0) + 1;
  const pauses = run.kind !== 'approval' && count >= MOST_FAILURES_IN_ROW;
  const failures = { company, workflowId, count, ...(pauses && { pausedAt: instantOf(ports.clock) }) };
  return {
    changes: [failuresInRowItems.save(before, failures), ...(pauses ? await tellOwners(ports, run) : [])],
    isFirst: count === 1,
  };
}

async function tellOwners(ports: Pick<Ports, 'store' | 'clock'>, run: Run): Promise<readonly Change[]> {
  const { company, workflow } = run;
  const text = `${MOST_FAILURES_IN_ROW} runs of ${workflow} failed one after the other, so it was paused. The last failure: ${run.error?.message ?? ''} Mend it and enable it again, or start a run that succeeds.`;
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
